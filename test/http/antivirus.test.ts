import { unzipSync } from 'fflate';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { AttachmentsReader } from '../../src/attachments/attachments.reader.js';
import { PreviewPreparation } from '../../src/attachments/preview-preparation.js';
import { Scans } from '../../src/attachments/scans.js';
import { startApp, type TestApp } from '../support/app.js';
import { caseStory, type CaseStory } from '../support/case-story.js';
import { EICAR, findClamd, startClamd } from '../support/clamd.js';
import { makeSamples } from '../support/samples/index.js';
import { scannerThat } from '../support/small-scanner.js';
import type { Visitor } from '../support/visitor.js';

/** A scanner that can be sent away and come back at the same address. */
interface Scanner {
  readonly address: string;
  stop(): Promise<void>;
}

const clamd = findClamd();
let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'antivirus-'))));
afterAll(() => rm(folder, { recursive: true }));

let port = 0;
async function smallScanner(): Promise<Scanner> {
  const { server, address } = await scannerThat((content) => (content.toString() === EICAR ? 'stream: Eicar-Test.UNOFFICIAL FOUND\0' : 'stream: OK\0'), { port });
  port = Number(address.split(':')[1]);
  return { address, stop: () => new Promise((resolve) => void server.close(() => resolve())) };
}

describe.each([
  { name: 'a small server of the test that speaks its protocol', start: smallScanner, isThere: true },
  { name: `the real clamd${clamd ? '' : ' (skipped: clamd is neither installed nor to be had from Debian)'}`, start: () => startClamd(clamd!, folder), isThere: clamd !== undefined },
])('with $name', ({ start, isThere }) => {
  let scanner: Scanner;
  let telecase: TestApp;
  let story: CaseStory;
  let nurse: Visitor;
  let samples: Awaited<ReturnType<typeof makeSamples>>;
  let reference: string;

  beforeAll(async () => {
    if (!isThere) return;
    scanner = await start();
    samples = await makeSamples(inject('samples'));
    telecase = await startApp({ CLAMD_SOCKET: scanner.address, CLAMD_MAX_MB: '3' });
    story = await caseStory(telecase);
    await telecase.world.person('Admin R. Vos', { roles: ['administrator'] });
    nurse = await story.signedIn(story.people.nurse);
    reference = await story.accepted();
  }, 120_000);
  afterAll(async () => {
    if (!isThere) return;
    await telecase.stop();
    await scanner.stop();
  });

  const attach = async (...files: { name: string; bytes: Uint8Array }[]) => {
    expect((await nurse.postFiles(`/cases/${reference}/attachments`, {}, files)).status).toBe(303);
    await telecase.settled();
  };
  const rowOf = async (name: string) => (await telecase.db.query(`select * from attachments where name = $1`, [name]))[0];
  const fileOf = async (name: string) => `/cases/${reference}/attachments/${(await rowOf(name)).id}/file`;
  const lineOf = async (name: string) => new RegExp(`<h4 dir="auto">${name}</h4>[\\s\\S]*?</li>`).exec((await nurse.get(`/cases/${reference}/attachments`)).text)![0];

  it.skipIf(!isThere)('each file says clean, infected, or not scanned and why', async () => {
    await attach({ name: 'clean.txt', bytes: Buffer.from('a note') }, { name: 'eicar.txt', bytes: Buffer.from(EICAR) }, { name: 'long.wav', bytes: Buffer.concat([await readFile(samples.wav.path), Buffer.alloc(3_000_000)]) });

    expect(await lineOf('clean.txt')).toContain('No virus found');
    expect(await lineOf('long.wav')).toContain('Not scanned: too large for the virus scanner');
    expect((await rowOf('eicar.txt')).scan_finding).toMatch(/^Eicar-Test/);
    const infected = await lineOf('eicar.txt');
    expect(infected).toContain('Quarantined: a virus was found');
    expect(infected).not.toContain('/file"');
    expect((await nurse.bytes(await fileOf('long.wav'))).status).toBe(200);
  });

  it.skipIf(!isThere)('nobody gets a byte of what is infected', async () => {
    for (const person of [story.people.nurse, story.people.coordinator, story.people.dermatologist]) {
      const visitor = await story.signedIn(person);
      for (const more of ['', '?inline=1']) {
        const { status, bytes } = await visitor.bytes((await fileOf('eicar.txt')) + more, { range: 'bytes=0-' });
        expect([status, bytes.includes('EICAR-STANDARD')]).toEqual([403, false]);
      }
    }
    expect((await nurse.get(await fileOf('eicar.txt'))).text).toContain('A virus was found in this file');
    expect(Object.keys(unzipSync((await nurse.bytes(`/cases/${reference}/attachments.zip`)).bytes))).toEqual(['manifest-sha256.txt', 'clean.txt', 'long.wav']);
    expect((await nurse.bytes(`/cases/${reference}.pdf`)).bytes.includes('EICAR-STANDARD')).toBe(false);
    expect(await readFile(telecase.settings.inDataDir('files', (await rowOf('eicar.txt')).storage_key), 'utf8')).toBe(EICAR);
  }, 60_000);

  it.skipIf(!isThere)('who added it and the administrators are told, once, without its name; the access log knows', async () => {
    const told = await telecase.db.query(`select kind, email from notifications where kind in ('file-quarantined', 'infected-file-came') order by kind`);
    expect(told).toEqual([{ kind: 'file-quarantined', email: story.people.nurse.email }, { kind: 'infected-file-came', email: 'admin.r.vos@example.org' }]);
    const mails = await Promise.all((await readdir(telecase.settings.inDataDir('mail'))).map((name) => readFile(telecase.settings.inDataDir('mail', name), 'utf8')));
    expect(mails.filter((mail) => /virus/.test(mail))).toHaveLength(2);
    expect(mails.filter((mail) => /eicar/i.test(mail))).toEqual([]);
    const logged = await telecase.db.query(`select name, what, case_reference from access_log where action = 'attachment.quarantined'`);
    expect(logged).toEqual([{ name: 'Telecase', what: expect.stringMatching(/^eicar\.txt \(/), case_reference: reference }]);
  });

  it.skipIf(!isThere)('a scanner that is away holds up nobody, and looks later', async () => {
    await scanner.stop();
    await attach({ name: 'meanwhile.txt', bytes: Buffer.from('a note') }, { name: 'late eicar.txt', bytes: Buffer.from(EICAR) });

    expect(await lineOf('meanwhile.txt')).toContain('Not scanned: the virus scanner can&#x27;t be reached');
    expect((await nurse.bytes(await fileOf('late eicar.txt'))).status).toBe(200);

    scanner = await start();
    await telecase.app.get(Scans, { strict: false }).scanWhatWaits();
    expect(await lineOf('meanwhile.txt')).toContain('No virus found');
    expect((await nurse.bytes(await fileOf('late eicar.txt'))).status).toBe(403);
  });

  it.skipIf(!isThere)('an infected picture loses its previews, and its place among the pictures', async () => {
    await attach({ name: 'picture.png', bytes: await readFile(samples.png.path) });
    const { id } = await rowOf('picture.png');
    const preview = `/cases/${reference}/attachments/${id}/preview/240`;
    expect((await nurse.bytes(preview)).status).toBe(200);

    await telecase.db.query(`update attachments set scan_state = 'waiting', storage_key = (select storage_key from attachments where name = 'eicar.txt') where id = $1`, [id]);
    await telecase.app.get(Scans, { strict: false }).scan(id);
    await telecase.settled();

    expect((await nurse.bytes(preview)).status).toBe(404);
    expect((await nurse.get(`/cases/${reference}/images/${id}`)).status).toBe(404);
    expect(await readdir(telecase.settings.inDataDir('previews', id)).catch(() => 'gone')).toBe('gone');
  });

  it.skipIf(!isThere)('previews that were being made while it was found infected are not kept', async () => {
    await attach({ name: 'meanwhile.png', bytes: await readFile(samples.png.path) });
    const { id, case_id: caseId } = await rowOf('meanwhile.png');
    const asItWas = await telecase.app.get(AttachmentsReader, { strict: false }).find(caseId, id);
    await telecase.db.query(`update attachments set scan_state = 'waiting', storage_key = (select storage_key from attachments where name = 'eicar.txt') where id = $1`, [id]);
    await telecase.app.get(Scans, { strict: false }).scan(id);
    await telecase.settled();

    for (const extension of ['png', 'heic']) {
      await telecase.app.get(PreviewPreparation, { strict: false }).prepare({ ...asItWas, extension });
      expect((await rowOf('meanwhile.png')).preview_state).toBe('none');
      expect(await readdir(telecase.settings.inDataDir('previews', id)).catch(() => 'gone')).toBe('gone');
    }
  });

  it.skipIf(!isThere)('who has left the project since is not told', async () => {
    const colleague = await story.signedIn(story.people.colleague);
    await colleague.postFiles(`/cases/${reference}/attachments`, {}, [{ name: 'left.txt', bytes: Buffer.from('a note') }]);
    await telecase.settled();
    await telecase.db.query(`update memberships set ended_at = now() where account_id = $1`, [story.people.colleague.id]);
    await telecase.db.query(`update attachments set scan_state = 'waiting', storage_key = (select storage_key from attachments where name = 'eicar.txt') where name = 'left.txt'`);
    await telecase.app.get(Scans, { strict: false }).scan((await rowOf('left.txt')).id);
    await telecase.settled();

    expect((await rowOf('left.txt')).scan_state).toBe('infected');
    expect(await telecase.db.query(`select kind from notifications where email = $1`, [story.people.colleague.email])).toEqual([]);
  });

  it.skipIf(!isThere)('the history of the case tells it', async () => {
    expect((await nurse.get(`/cases/${reference}/history`)).text).toMatch(/quarantined (<[^>]+>)?eicar\.txt(<[^>]+>)?: a virus was found/);
  });
});

it('without a scanner each file says that there is none, and can be opened', async () => {
  const telecase = await startApp();
  try {
    const story = await caseStory(telecase);
    const nurse = await story.signedIn(story.people.nurse);
    const reference = await story.accepted();
    await nurse.postFiles(`/cases/${reference}/attachments`, {}, [{ name: 'eicar.txt', bytes: Buffer.from(EICAR) }]);
    await telecase.settled();
    expect((await nurse.get(`/cases/${reference}/attachments`)).text).toContain('Not scanned: there is no virus scanner');
    const [{ id }] = await telecase.db.query(`select id from attachments`);
    expect((await nurse.bytes(`/cases/${reference}/attachments/${id}/file`)).status).toBe(200);
  } finally {
    await telecase.stop();
  }
}, 60_000);
