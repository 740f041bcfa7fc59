import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '#config/root';
import { SweepOrphanedFiles } from '../../src/attachments/jobs/sweep-orphaned-files.js';
import { newDatabase, startApp, type TestApp } from '../support/app.js';
import { caseStory } from '../support/case-story.js';
import { LostBytes, sendParts, type Sending } from '../support/parts.js';
import type { Visitor } from '../support/visitor.js';

/** How often the server is killed, each time with all these uploads on their way; more by `UPLOAD_KILLS=200`. */
const KILLS = Number(process.env.UPLOAD_KILLS ?? 2);
const AT_ONCE = 5;

let databaseUrl: string;
let watcher: TestApp;
let server: ChildProcess;
let nurse: Visitor;
let reference: string;
const sent: Sending[] = [];

beforeAll(async () => {
  databaseUrl = await newDatabase();
  watcher = await startApp({}, databaseUrl);
  const story = await caseStory(watcher);
  nurse = await story.signedIn(story.people.nurse);
  await nurse.csrf();
  reference = await story.accepted();
}, 120_000);
afterAll(async () => {
  server.kill('SIGKILL');
  await watcher.stop();
});

/** Starts the built product beside the one that watches; answers with its address. */
async function start(): Promise<string> {
  server = spawn(process.execPath, [join(projectRoot, 'dist/src/main.js')], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', PORT: '0', DATA_DIR: watcher.settings.dataDir, DATABASE_URL: databaseUrl, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: server.stdout! })) {
    const address = /is ready: (\S+)/.exec(line)?.[1];
    if (address) return address;
  }
  throw new Error('The product ended before it was ready');
}

const between = (least: number, most: number) => least + Math.floor(Math.random() * (most - least));
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const aFile = (number: number): Sending => ({ name: `${number}.txt`, bytes: Buffer.from(randomBytes(between(20_000, 1_500_000)).toString('hex')), path: '', acknowledged: 0, isDone: false });

/** Sends what is not done yet; a server that is killed meanwhile is no failure, bytes that are lost are. */
async function sendAll(address: string): Promise<void> {
  const visitor: Visitor = Object.assign(nurse, { url: address });
  await Promise.all(sent.filter(({ isDone }) => !isDone).map(async (file) => {
    try {
      await sendParts(visitor, reference, file, () => between(20_000, 600_000));
    } catch (error) {
      if (error instanceof LostBytes || server.exitCode === null && !server.killed) throw error;
    }
  }));
}

/** Of those that are new in this round. */
async function oneIsBegun(): Promise<void> {
  while (sent.slice(-AT_ONCE).every(({ path }) => !path)) await new Promise((resolve) => setTimeout(resolve, 10));
}

const onDisk = async () => (await readdir(watcher.settings.inDataDir('files'), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).filter((path) => !path.includes('/trash/'));

it('loses no byte that it has answered for, however often it is killed', { timeout: 60_000 + KILLS * 30_000 }, async () => {
  for (let round = 0; round < KILLS; round += 1) {
    const address = await start();
    for (let more = 0; more < AT_ONCE; more += 1) sent.push(aFile(sent.length));
    const sending = sendAll(address);
    // Every other time not before one is begun, which on a slow machine takes longer than all else.
    if (round % 2 === 1) await Promise.race([sending, oneIsBegun()]);
    await new Promise((resolve) => setTimeout(resolve, between(0, 700)));
    server.kill('SIGKILL');
    await Promise.all([once(server, 'exit'), sending]);
    for (const { storage_key, id, received } of await watcher.db.query(`select storage_key, id, received::float8 as received from uploads where received > 0`)) {
      const { bytes } = sent.find(({ path }) => path.endsWith(id))!;
      expect(sha256((await readFile(watcher.settings.inDataDir('files', storage_key))).subarray(0, received))).toBe(sha256(bytes.subarray(0, received)));
    }
  }
  await sendAll(await start());

  const rows: { name: string; sha256: string; storage_key: string }[] = await watcher.db.query(`select name, sha256, storage_key from attachments`);
  expect(sent.filter(({ isDone }) => !isDone)).toEqual([]);
  expect(rows.map((row) => `${row.name} ${row.sha256}`).sort()).toEqual(sent.map(({ name, bytes }) => `${name} ${sha256(bytes)}`).sort());
  for (const row of rows) expect(sha256(await readFile(watcher.settings.inDataDir('files', row.storage_key)))).toBe(row.sha256);

  const twoDaysAgo = new Date(Date.now() - 2 * 86_400_000);
  for (const path of await onDisk()) await utimes(path, twoDaysAgo, twoDaysAgo);
  await watcher.app.get(SweepOrphanedFiles).sweep();
  const known: { storage_key: string }[] = await watcher.db.query(`select storage_key from attachments union select storage_key from uploads`);
  expect((await onDisk()).filter((path) => !known.some(({ storage_key }) => path.endsWith(storage_key)))).toEqual([]);
});
