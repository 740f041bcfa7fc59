import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, lstat, mkdir, mkdtemp, readFile, readdir, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { runningEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.js';

const quick = { fsync: 'off' };
const wholeStart = 30_000;
let root: string;
let dataDir: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'embedded-'));
  await chmod(root, 0o711);
  dataDir = join(root, 'data');
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Another Node that starts the database, makes a table in it and is then killed without a warning. */
async function startAndKill(): Promise<void> {
  const typescript = join(import.meta.dirname, '../../../scripts/lib/typescript-imports.mjs');
  const program = `import pg from 'pg';
    const { startEmbeddedPostgres } = await import('./embedded-postgres.js');
    const { url } = await startEmbeddedPostgres({ dataDir: process.argv[1] });
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query("CREATE TABLE note AS SELECT 'kept' AS words");
    await client.query('BEGIN; INSERT INTO note VALUES (\\'not committed\\')');
    console.log('written');`;
  const flags = ['--import', typescript, '--input-type=module', '--eval', program];
  const child = spawn(process.execPath, [...flags, dataDir], { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
}

it('makes a database at the first start and finds everything again at the next', async () => {
  const first = await startEmbeddedPostgres({ dataDir, settings: quick });
  await query(first.url, "CREATE TABLE note AS SELECT 'Ärzte' AS words");
  expect(await query(first.url, `SELECT current_database() AS database, current_setting('server_encoding') AS encoding, current_setting('data_checksums') AS checksums`)).toEqual([
    { database: 'telecase', encoding: 'UTF8', checksums: 'on' },
  ]);
  expect(await query(first.adminUrl, 'SELECT current_database() AS database')).toEqual([{ database: 'postgres' }]);
  await Promise.all([first.stop(), first.stop()]);

  const second = await startEmbeddedPostgres({ dataDir });
  expect(await query(second.url, 'SELECT words FROM note')).toEqual([{ words: 'Ärzte' }]);
  expect(await query(second.url, 'SHOW fsync')).toEqual([{ fsync: 'on' }]);
  await second.stop();
}, wholeStart);

it('is reached through a folder of its own, by nobody else and over no network', async () => {
  const database = await startEmbeddedPostgres({ dataDir, settings: quick });
  const [{ listen_addresses, unix_socket_directories: sockets }] = await query(database.url, `SELECT current_setting('listen_addresses') AS listen_addresses, current_setting('unix_socket_directories') AS unix_socket_directories`);
  expect(listen_addresses).toBe('');
  expect((await stat(String(sockets))).mode & 0o777).toBe(0o700);
  await database.stop();
  await expect(stat(String(sockets))).rejects.toThrow('ENOENT');
}, wholeStart);

it('keeps what was committed when its process is killed, and starts again at once', async () => {
  await startAndKill();
  const database = await startEmbeddedPostgres({ dataDir });
  expect(await query(database.url, 'SELECT words FROM note')).toEqual([{ words: 'kept' }]);
  await database.stop();
}, wholeStart);

it('refuses to open a database that is open already', async () => {
  const database = await startEmbeddedPostgres({ dataDir, settings: quick });
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow('in use by another Telecase');
  expect(await query(database.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await database.stop();
}, wholeStart);

it('tells operator commands where the running database is', async () => {
  expect(await runningEmbeddedPostgres(dataDir)).toBeNull();
  const database = await startEmbeddedPostgres({ dataDir, settings: quick });
  expect(await runningEmbeddedPostgres(dataDir)).toEqual({ url: database.url });
  await database.stop();
  expect(await runningEmbeddedPostgres(dataDir)).toBeNull();
}, wholeStart);

it.each([
  ['of a process that is gone', 2 ** 22 + 1],
  ['whose number another process has now', process.pid],
])('starts over the process file %s', async (_, pid) => {
  const database = await startEmbeddedPostgres({ dataDir, settings: quick });
  const file = join(dataDir, 'postgres/postmaster.pid');
  const text = await readFile(file, 'utf8');
  await database.stop();
  await writeFile(file, text.replace(/^\d+/, String(pid)));

  const again = await startEmbeddedPostgres({ dataDir, settings: quick });
  expect(await query(again.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await again.stop();
}, wholeStart);

it('sweeps away what a first start left that was cut off', async () => {
  await mkdir(join(dataDir, '.postgres-4194305-cutoff/base'), { recursive: true });
  await chmod(dataDir, 0o711);
  const database = await startEmbeddedPostgres({ dataDir, settings: quick });
  await database.stop();
  expect(await readdir(dataDir)).toEqual(['postgres']);
}, wholeStart);

it('does not begin anew in silence when its files are lost', async () => {
  await mkdir(dataDir);
  await symlink(join(root, 'elsewhere'), join(dataDir, 'postgres'));
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow('is gone');
});

it('says in PostgreSQL\'s words why it did not start', async () => {
  await expect(startEmbeddedPostgres({ dataDir, settings: { shared_buffers: 'plenty' } })).rejects.toThrow(/did not start.*plenty/s);
}, wholeStart);

it.runIf(process.getuid!() === 0)('keeps the files elsewhere when root\'s folder is closed to the database\'s user', async () => {
  await chmod(root, 0o700);
  const said: string[] = [];
  const database = await startEmbeddedPostgres({ dataDir, settings: quick, say: (line) => said.push(line) });
  const files = await readlink(join(dataDir, 'postgres'));
  await database.stop();
  expect(said).toEqual([`The database is kept in ${files}, because its user cannot enter ${dataDir}.`]);
  expect((await lstat(files)).uid).not.toBe(0);

  const again = await startEmbeddedPostgres({ dataDir, settings: quick, say: (line) => said.push(line) });
  await again.stop();
  expect(said).toHaveLength(1);
  await rm(dirname(files), { recursive: true });
}, wholeStart);
