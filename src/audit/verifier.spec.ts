import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { DataSource, type QueryRunner } from 'typeorm';
import { AccessLog } from '#libs/access-log/access-log';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { newDatabase } from '../../test/support/app.js';
import { dataSourceOptions } from '../database/data-source.js';
import { Anchor } from './anchor.js';
import { AuditKey } from './proof.js';
import { Checkpoints } from './checkpoints.js';
import type { Finding, FindingKind } from './findings.js';
import { SettledRows } from './settled-rows.js';
import { Verifier } from './verifier.js';

const key = randomBytes(32);
const someone = { id: randomUUID(), name: 'Nurse A', from: { address: '203.0.113.24', agent: 'Firefox' } };
let db: DataSource;
let work: UnitOfWork;
let folder: string;
let checkpoints: Checkpoints;

beforeAll(async () => {
  db = await new DataSource(dataSourceOptions(await newDatabase())).initialize();
  work = new UnitOfWork(db, new AccessLog(key));
});
afterAll(() => db.destroy());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'audit-'));
  checkpoints = new Checkpoints(db, work, new SettledRows(db), new AuditKey(key), new Anchor(join(folder, 'newest-checkpoint')));
});
afterEach(async () => {
  await asOwner(`truncate access_log restart identity`, `truncate access_log_checkpoints`);
  await rm(folder, { recursive: true });
});

const view = (what = 'a file', manager = db.manager) => new AccessLog(key).write(manager, [{ who: someone, action: 'attachment.viewed', subject: { what } }]);
const verify = () => new Verifier(db, checkpoints, new AuditKey(key)).run();
async function found(): Promise<[FindingKind, number, number][]> {
  const { findings } = await verify();
  return findings.first.map(({ kind, from, to }: Finding) => [kind, from, to]);
}

/** What the owner of the database can do: switch off whatever stands in the way. */
async function asOwner(...statements: string[]): Promise<void> {
  const session = db.createQueryRunner();
  await session.query(`set session_replication_role = replica`);
  for (const statement of statements) await session.query(statement);
  await session.query(`set session_replication_role = default`);
  await session.release();
}

/** Uses numbers up without a row, as an undone transaction does. */
const waste = () => db.transaction(async (manager) => {
  await view('nothing', manager);
  throw new Error('undone');
}).catch(() => undefined);

async function log(rows: number): Promise<void> {
  for (let row = 0; row < rows; row++) await view(`file ${row}`);
}

it('finds nothing in a log that nobody touched, gaps of undone transactions included', async () => {
  await log(3);
  await waste();
  await log(2);
  await checkpoints.extend();
  await waste();
  await log(2);
  expect(await verify()).toEqual({ rowCount: 7, findings: { counts: { changed: 0, missing: 0, added: 0, unproven: 0 }, first: [] } });
});

it.each([['cut in the middle of a character', `${'x'.repeat(299)}😀`], ['with half a character', 'a\ud83d b'], ['with every kind of blank', '\0\t\r\n\u2028\u00a0'], ['written from right to left', 'مرحبا']])(
  'takes a text %s for what it was', async (_, text) => {
    await view(text);
    await checkpoints.extend();
    expect(await found()).toEqual([]);
  },
);

describe('names the row that the owner of the database', () => {
  beforeEach(async () => {
    await log(4);
    await waste();
    await log(4);
    await checkpoints.extend();
    await log(3);
    await checkpoints.extend();
  });

  it.each([
    ['the person', `account_id = gen_random_uuid()`],
    ['the name', `name = 'Nurse B'`],
    ['the time, by a microsecond', `at = at + interval '1 microsecond'`],
    ['the outcome', `outcome = 'refused'`],
    ['what it was about', `what = null`],
    ['the seal', `seal = '\\x00'`],
  ])('changed: %s', async (_, change) => {
    await asOwner(`update access_log set ${change} where id = 3`);
    expect(await found()).toEqual([['changed', 3, 3]]);
  });

  it('overwrote with a copy of another row', async () => {
    await asOwner(`delete from access_log where id = 3`, copyOf(2, 3));
    expect(await found()).toEqual([['changed', 3, 3]]);
  });

  it('deleted, first, last and between', async () => {
    await asOwner(`delete from access_log where id in (1, 3, 4, 12)`);
    expect(await found()).toEqual([['missing', 1, 1], ['missing', 3, 4], ['missing', 12, 12]]);
  });

  it('put into a gap, or before the first row', async () => {
    await asOwner(copyOf(2, 5), copyOf(2, -1));
    expect(await found()).toEqual([['added', -1, -1], ['added', 5, 5]]);
  });

  it('wrote after the last checkpoint, without the key', async () => {
    await asOwner(`insert into access_log (at, name, address, agent, action, outcome, seal) values (now(), 'x', '', '', 'case.viewed', 'done', '\\x1234')`);
    const [[kind, row]] = await found() as [[FindingKind, number, number]];
    expect([kind, row]).toEqual(['changed', 13]);
    await checkpoints.extend();
    expect(await found()).toEqual([['changed', 13, 13]]);
  });

  it('deleted together with its checkpoint', async () => {
    await asOwner(`delete from access_log where id >= 10`, `delete from access_log_checkpoints where id = 2`);
    expect(await found()).toEqual([['missing', 10, 12]]);
    await log(2);
    await checkpoints.extend();
    expect(await found()).toEqual([['missing', 10, 12]]);
  });

  it('deleted, and took off the list of a checkpoint', async () => {
    await asOwner(`delete from access_log where id = 9`,
      `update access_log_checkpoints set rows = rows[1:7], seals = substring(seals for 56) where id = 1`);
    expect(await found()).toEqual([['unproven', 1, 8]]);
  });

  it('left without the first checkpoint', async () => {
    await asOwner(`delete from access_log where id = 4`, `delete from access_log_checkpoints where id = 1`);
    expect(await found()).toEqual([['unproven', 1, 9]]);
  });
});

it('covers a row that is committed late, and never holds up whoever writes', async () => {
  await log(1);
  const late = db.createQueryRunner();
  await late.startTransaction();
  await view('late', late.manager);
  await log(1);

  let isDone = false;
  const extending = checkpoints.extend().then(() => void (isDone = true));
  await log(3);
  expect(isDone).toBe(false);
  await late.commitTransaction();
  await late.release();
  await extending;

  expect((await checkpointRows()).slice(0, 3)).toEqual([1, 2, 3]);
  await checkpoints.extend();
  expect(await checkpointRows()).toEqual([1, 2, 3, 4, 5, 6]);
  expect(await found()).toEqual([]);
});

it('finds every row that is gone or changed, wherever checkpoints lie', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 6 }), fc.infiniteStream(fc.integer({ min: 0, max: 4 })), async (steps, harm) => {
    await asOwner(`truncate access_log restart identity`, `truncate access_log_checkpoints`);
    await rm(join(folder, 'newest-checkpoint'), { force: true });
    for (const rows of steps) {
      await waste();
      await log(rows);
      await checkpoints.extend();
    }
    const expected: [FindingKind, number, number][] = [];
    for (const id of await checkpointRows()) {
      const what = harm.next().value;
      if (what === 0) await asOwner(`delete from access_log where id = ${id}`);
      if (what === 1) await asOwner(`update access_log set address = 'elsewhere' where id = ${id}`);
      if (what < 2) expected.push([what === 0 ? 'missing' : 'changed', id, id]);
    }
    const { findings } = await verify();
    const all = findings.first.flatMap(({ kind, from, to }) => Array.from({ length: to - from + 1 }, (_, at): [FindingKind, number, number] => [kind, from + at, from + at]));
    expect(all).toEqual(expected);
  }), { numRuns: 25 });
});

const copyOf = (row: number, to: number) =>
  `insert into access_log overriding system value select ${to}, at, account_id, name, role, address, agent, action, case_reference, case_id, patient_id, subject_account_id, what, outcome, seal from access_log where id = ${row}`;

async function checkpointRows(session: DataSource | QueryRunner = db): Promise<number[]> {
  const found: { rows: string[] }[] = await session.query(`select rows from access_log_checkpoints order by id`);
  return found.flatMap(({ rows }) => rows.map(Number));
}
