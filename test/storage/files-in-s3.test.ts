import { unzipSync } from 'fflate';
import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { inject } from 'vitest';
import { projectRoot } from '#config/root';
import { newKey } from '#libs/storage/file-store';
import { Stores } from '#libs/storage/stores';
import { SweepOrphanedFiles } from '../../src/attachments/jobs/sweep-orphaned-files.js';
import { newDatabase, startApp, type TestApp } from '../support/app.js';
import { caseStory, type CaseStory } from '../support/case-story.js';
import { sendParts } from '../support/parts.js';
import { makeSamples } from '../support/samples/index.js';
import { startSwift, whyNoSwift, type Swift } from '../support/swift/swift.js';
import type { Visitor } from '../support/visitor.js';

const noSwift = whyNoSwift();
const it = test.skipIf(noSwift !== '');
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const aFile = (name: string, length: number) => ({ name, bytes: Buffer.from(randomBytes(length / 2).toString('hex')) });

describe(`Files in S3, a real OpenStack Swift${noSwift}`, () => {
  let swift: Swift;
  let databaseUrl: string;
  let telecase: TestApp;
  let story: CaseStory;
  let nurse: Visitor;
  let reference: string;

  beforeAll(async () => {
    if (noSwift) return;
    swift = await startSwift();
    databaseUrl = await newDatabase();
    telecase = await startApp({ ...swift.env, FILE_STORE: 's3' }, databaseUrl);
    story = await caseStory(telecase);
    nurse = await story.signedIn(story.people.nurse);
  }, 120_000);
  afterAll(async () => {
    if (noSwift) return;
    await telecase.stop();
    await swift.remove();
  });
  beforeEach(async () => {
    if (!noSwift) reference = await story.accepted();
  });

  interface Row { id: string; name: string; sha256: string; store: string; storage_key: string; preview_state: string }
  const rows = (): Promise<Row[]> => telecase.db.query(`select a.* from attachments a join cases c on c.id = a.case_id where c.reference = $1 order by a.created_at`, [reference]);
  const fileOf = ({ id }: Row) => `/cases/${reference}/attachments/${id}/file`;
  const attach = async (...files: { name: string; bytes: Uint8Array }[]) => expect((await nurse.postFiles(`/cases/${reference}/attachments`, {}, files)).status).toBe(303);
  const onDisk = (key: string) => telecase.settings.inDataDir('files', key);
  const tryAgain = () => telecase.db.query(`select graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs), run_at => now())`);
  const stores = () => Stores.of(telecase.settings);

  const command = (...args: string[]): ChildProcess => spawn(process.execPath, [join(projectRoot, 'dist/src/cli.js'), ...args], {
    env: { PATH: process.env.PATH, DATA_DIR: telecase.settings.dataDir, DATABASE_URL: databaseUrl, FILE_STORE: 's3', ...swift.env }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  const run = async (...args: string[]) => {
    const child = command(...args);
    const [output, complaint, [code]] = await Promise.all([text(child.stdout!), text(child.stderr!), once(child, 'exit')]);
    return { code, output: output + complaint };
  };

  it('what comes in goes on to S3, and is seen, saved, packed and printed from there', async () => {
    const samples = await makeSamples(inject('samples'));
    const picture = await readFile(samples.jpeg12MP.path);
    const pdf = await readFile(samples.pdf.path);
    await attach({ name: 'photo.jpg', bytes: picture }, { name: 'letter.pdf', bytes: pdf });
    const parts = { ...aFile('parts.txt', 7_000_000), path: '', acknowledged: 0, isDone: false };
    await sendParts(nurse, reference, parts, () => 3_000_000);
    await telecase.settled();

    const [photo, letter, notes] = await rows() as [Row, Row, Row];
    expect([photo, letter, notes].map(({ store, preview_state }) => `${store} ${preview_state}`)).toEqual(['s3 ready', 's3 ready', 's3 none']);
    for (const { storage_key } of [photo, letter, notes]) await expect(readFile(onDisk(storage_key))).rejects.toThrow('ENOENT');
    expect((await nurse.bytes(fileOf(photo))).bytes.equals(picture)).toBe(true);
    const part = await nurse.bytes(fileOf(notes), { range: 'bytes=5999000-6000999' });
    expect([part.status, part.bytes.equals(parts.bytes.subarray(5_999_000, 6_001_000))]).toEqual([206, true]);
    const zipped = unzipSync((await nurse.bytes(`/cases/${reference}/attachments.zip`)).bytes);
    expect(Object.entries(zipped).slice(1).map(([name, bytes]) => [name, sha256(bytes)])).toEqual([photo, letter, notes].map((file) => [file.name, file.sha256]));
    expect((await nurse.bytes(`/cases/${reference}.pdf`)).bytes.length).toBeGreaterThan(picture.length / 20);
    expect((await nurse.bytes(`/cases/${reference}/attachments/${photo.id}/preview/960`)).status).toBe(200);
  }, 120_000);

  it('while S3 is away a page says so, nothing is lost, and what came in meanwhile goes on later', async () => {
    const before = aFile('before.txt', 200_000);
    await attach(before);
    await telecase.settled();
    await swift.kill();

    const [there] = await rows() as [Row];
    for (const path of [fileOf(there), `/cases/${reference}/attachments.zip`]) {
      const page = await nurse.get(path);
      expect([path, page.status]).toEqual([path, 503]);
      expect(page.text).toContain('can’t be fetched just now');
    }
    const during = aFile('during.txt', 200_000);
    await attach(during);
    await telecase.settled();
    const [, here] = await rows() as [Row, Row];
    expect(here.store).toBe('disk');
    expect((await nurse.bytes(fileOf(here))).bytes.equals(during.bytes)).toBe(true);

    await swift.start();
    await tryAgain();
    await telecase.settled();
    expect((await rows()).map(({ store }) => store)).toEqual(['s3', 's3']);
    for (const [at, { bytes }] of [before, during].entries()) expect((await nurse.bytes(fileOf((await rows())[at]!))).bytes.equals(bytes)).toBe(true);
  }, 120_000);

  it('a move that is killed again and again loses nothing, and everybody reads on meanwhile', async () => {
    const files = Array.from({ length: 18 }, (_, at) => aFile(`notes ${at}.txt`, at % 6 === 0 ? 6_000_000 : 150_000));
    await attach(...files);
    await telecase.settled();
    let isMoving = true;
    const reading = (async () => {
      for (let at = 0; isMoving; at = (at + 1) % files.length) {
        expect(sha256((await nurse.bytes(fileOf((await rows())[at]!))).bytes)).toBe(sha256(files[at]!.bytes));
        await setTimeout(200); // the move wants a processor, too
      }
    })();

    for (const to of ['disk', 's3']) {
      for (const least of [2, 8, 13]) {
        const moving = command('move-files', '--to', to);
        const ended = once(moving, 'exit');
        while ((await rows()).filter(({ store }) => store === to).length < least && moving.exitCode === null) await setTimeout(15);
        moving.kill('SIGKILL');
        await ended;
      }
      expect(await run('move-files', '--to', to)).toMatchObject({ code: 0 });
      expect((await rows()).map(({ store }) => store)).toEqual(files.map(() => to));
      expect(await run('verify-files')).toMatchObject({ code: 0, output: expect.stringContaining('0 missing, 0 misplaced, 0 wrong, 0 extra') });
    }
    isMoving = false;
    await reading;

    const left: string[] = [];
    for await (const { key } of stores().disk.list()) left.push(key);
    expect(left).toEqual([]);
    const [logged] = await telecase.db.query(`select what from access_log where action = 'attachment.moved' order by id desc limit 1`);
    expect(logged.what).toMatch(/^s3: \d+$/);
  }, 240_000);

  it('tells what is missing, wrong, misplaced or not needed, by case and id, never by name', async () => {
    await attach(...['missing', 'wrong', 'misplaced', 'right'].map((name) => aFile(`${name} Fictional Patient.txt`, 1000)));
    await telecase.settled();
    const [missing, wrong, misplaced] = await rows() as [Row, Row, Row];
    const s3 = stores().get('s3');
    await s3.remove(missing.storage_key);
    await s3.put(wrong.storage_key, Readable.from(['another content']));
    await telecase.db.query(`update attachments set store = 'disk' where id = $1`, [misplaced.id]);
    const extra = newKey();
    await stores().disk.put(extra, Readable.from(['nobody’s']));
    const twoDaysAgo = new Date(Date.now() - 2 * 86_400_000);
    await utimes(onDisk(extra), twoDaysAgo, twoDaysAgo);

    const { code, output } = await run('verify-files');

    expect(code).toBe(1);
    for (const line of [`missing s3 ${reference} ${missing.id}`, `wrong s3 ${reference} ${wrong.id}`, `misplaced disk ${reference} ${misplaced.id}`, `extra disk ${extra}`]) expect(output).toContain(`${line}\n`);
    expect(output).toContain('1 missing, 1 misplaced, 1 wrong, 1 extra.');
    expect(output).not.toContain('Patient');
    expect((await nurse.bytes(fileOf(misplaced))).status).toBe(200);

    expect(await run('move-files', '--to', 's3')).toMatchObject({ code: 0, output: expect.stringContaining('1 of 1 files moved') });
    await telecase.app.get(SweepOrphanedFiles).sweep();
    expect((await run('verify-files')).output).toContain('1 missing, 0 misplaced, 1 wrong, 0 extra.');

    const moved = await run('move-files', '--to', 'disk');
    expect(moved.code).toBe(1);
    for (const line of [`missing ${reference} ${missing.id}`, `wrong ${reference} ${wrong.id}`]) expect(moved.output).toContain(line);
    expect((await rows()).map(({ store }) => store)).toEqual(['s3', 's3', 'disk', 'disk']);
    await telecase.db.query(`delete from attachments where id = any($1)`, [[missing.id, wrong.id]]);
  }, 120_000);

  it('a store that is away ends a move with a sentence, and without harm', async () => {
    await attach(aFile('stays.txt', 1000));
    await telecase.settled();
    await swift.kill();
    const { code, output } = await run('move-files', '--to', 'disk');
    await swift.start();
    expect([code, output]).toEqual([1, expect.stringContaining('The S3 store can\'t be used just now: ECONNREFUSED')]);
    expect((await rows())[0]!.store).toBe('s3');
    expect((await nurse.bytes(fileOf((await rows())[0]!))).status).toBe(200);
  }, 60_000);

  it('a draft that is deleted leaves nothing in S3', async () => {
    const [{ id }] = await telecase.db.query(`select id from projects where code = 'BUN'`);
    await nurse.postFiles('/cases', { project: id, title: 'Half a case', do: 'save' }, [{ ...aFile('draft.txt', 1000), field: 'files' }] as never);
    await telecase.settled();
    const [row] = await telecase.db.query(`select a.storage_key, a.store, c.reference from attachments a join cases c on c.id = a.case_id where a.name = 'draft.txt'`);
    expect(row.store).toBe('s3');

    await nurse.post(`/cases/${row.reference}/deletion`);
    await telecase.settled();

    expect(await stores().get('s3').size(row.storage_key)).toBeUndefined();
  }, 60_000);
});
