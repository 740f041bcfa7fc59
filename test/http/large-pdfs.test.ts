import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JobRunner } from '#libs/jobs/job-runner';
import { CasePdfs } from '../../src/exports/case-pdfs.js';
import { SweepKeptPdfs } from '../../src/exports/jobs/sweep-kept-pdfs.js';
import { KEPT_HOURS, MOST_AT_ONCE } from '../../src/exports/kept-pdfs.js';
import { startApp, type TestApp } from '../support/app.js';
import { caseStory, type CaseStory } from '../support/case-story.js';
import { plain } from '../support/forms.js';
import { readPdf, squeeze } from '../support/read-pdf.js';
import { sampleDicomSlices } from '../support/samples/dicom.js';
import { drawing } from '../support/samples/pictures.js';
import type { Visitor } from '../support/visitor.js';

let telecase: TestApp;
let story: CaseStory;
let nurse: Visitor;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'telecase-large-pdfs-'));
  telecase = await startApp();
  story = await caseStory(telecase);
  nurse = await story.signedIn(story.people.nurse);
});
afterAll(async () => {
  await telecase.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => telecase.db.query(`delete from case_pdfs`));

const jobs = () => telecase.app.get(JobRunner);
/** Nothing is made before `resume`, as when others are before it. */
const pause = () => jobs().beforeApplicationShutdown();
const resume = async () => {
  await jobs().onApplicationBootstrap();
  await telecase.settled();
};
const pageOf = (reference: string) => `/cases/${reference}.pdf`;
const fileOf = (reference: string) => `${pageOf(reference)}/file`;
const attach = async (reference: string, files: { name: string; bytes: Buffer }[]) => expect((await nurse.postFiles(`/cases/${reference}/attachments`, {}, files)).status).toBe(303);
/** With a picture that counts as forty pages: those whose previews are not there are left out. */
const grown = async (reference: string): Promise<string> => {
  await attach(reference, [{ name: 'fax.png', bytes: await drawing(40, 30).png().toBuffer() }]);
  // Only a picture that has its preview counts, and making that would write its own pages over these.
  await vi.waitFor(async () => {
    await telecase.settled();
    const [, counted] = await telecase.db.query(`update attachments a set pages = 40, pages_shown = 40 from cases c where c.id = a.case_id and c.reference = $1 and a.preview_state = 'ready'`, [reference]);
    expect(counted).toBe(1);
  }, 30_000);
  return reference;
};
const large = async () => grown(await story.posted(nurse));
const made = async (reference: string, visitor = nurse) => {
  expect((await visitor.get(pageOf(reference))).status).toBe(200);
  await telecase.settled();
};
/** What waits for a moment, so that whoever looks has seen it by then, is done. */
const aMomentLater = async () => {
  await telecase.db.query(`update graphile_worker._private_jobs set run_at = now() where attempts < max_attempts`);
  await telecase.settled();
};
const kept = () => readdir(telecase.settings.inDataDir('pdfs'));
const rowsOf = (reference: string): Promise<{ id: string; made_at: Date | null }[]> => telecase.db.query(`select p.* from case_pdfs p join cases c on c.id = p.case_id where c.reference = $1 order by asked_at`, [reference]);
const logged = (reference: string): Promise<{ action: string; name: string; outcome: string }[]> => telecase.db.query(`select action, name, outcome from access_log where action like 'export%' and case_reference = $1 order by id`, [reference]);
const toldOf = async (reference: string): Promise<string[]> => (await telecase.db.query(`select kind from notifications where kind like 'pdf%' and case_reference = $1`, [reference])).map(({ kind }: { kind: string }) => kind);
const download = async (reference: string, visitor = nurse) => {
  const answer = await visitor.bytes(fileOf(reference));
  expect(answer.status).toBe(200);
  const path = join(folder, `${reference}.pdf`);
  await writeFile(path, answer.bytes);
  return { ...answer, ...(await readPdf(path)) };
};

describe('the PDF of a large case', () => {
  it('is begun by the one press, says how far it is, and is offered when it is there', { timeout: 120_000 }, async () => {
    const reference = await story.posted(nurse);
    const scan = await readFile((await sampleDicomSlices(folder)).path);
    await attach(reference, [{ name: 'before.dcm', bytes: scan }, { name: 'after.dcm', bytes: scan }]);
    await telecase.settled();

    await pause();
    const begun = await nurse.get(pageOf(reference));
    expect(begun.status).toBe(200);
    expect(begun.text).toContain(`<h1>The PDF is being made</h1>`);
    expect(plain(begun.text)).toContain('0 of 2 files are prepared');
    expect(begun.text).toContain('<noscript><meta http-equiv="refresh" content="5"></noscript>');
    expect(begun.text).toMatch(/<div id="pdf" class="stack" aria-live="polite" data-looks-again="5">/);
    expect(begun.text).not.toContain('Ring-shaped');
    expect((await nurse.bytes(fileOf(reference))).status).toBe(303);
    await telecase.db.query(`update case_pdfs set files_done = 1`);
    expect((await nurse.get(pageOf(reference))).text).toMatch(/1 of 2 files are prepared[^]*<progress max="2" value="1"/);

    await resume();
    const ready = await nurse.get(pageOf(reference));
    expect(ready.text).toContain(`<h1>The PDF is ready</h1>`);
    expect(plain(ready.text)).toMatch(/It shows the case as it was today \d\d:\d\d\. You can download it until tomorrow \d\d:\d\d\./);
    expect(ready.text).toContain(`href="${fileOf(reference)}"`);
    expect(ready.text).not.toMatch(/http-equiv="refresh"|data-looks-again|<form method="post" action="\/cases/);
    expect((await logged(reference)).map(({ action }) => action)).toEqual(['export.pdf-asked']);

    const pdf = await download(reference);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(pdf.headers.get('content-disposition')).toContain(`filename="${reference}.pdf"`);
    expect(pdf.headers.get('content-security-policy')).toContain('sandbox');
    for (const said of ['Ring-shaped rash on the back', 'before.dcm', 'after.dcm', 'page 24 of the 24 that are printed, 40 in all']) expect(pdf.text).toContain(squeeze(said));
    expect(await logged(reference)).toEqual([
      { action: 'export.pdf-asked', name: 'Nurse M. Okello', outcome: 'done' },
      { action: 'export.pdf', name: 'Nurse M. Okello', outcome: 'done' },
    ]);
    const part = await nurse.bytes(fileOf(reference), { range: 'bytes=0-3' });
    expect([part.status, part.bytes.toString()]).toEqual([206, '%PDF']);
    expect(await readdir(telecase.settings.inDataDir('exports'))).toEqual([]);
  });

  it('is made once for a person, in however many tabs they ask, and for each person by itself', { timeout: 120_000 }, async () => {
    const reference = await large();
    const medco = await story.signedIn(story.people.medco);
    await pause();
    await Promise.all([nurse.get(pageOf(reference)), nurse.get(pageOf(reference)), nurse.post(pageOf(reference)), nurse.post(pageOf(reference), { _once: 'same' }), nurse.post(pageOf(reference), { _once: 'same' }), medco.get(pageOf(reference))]);
    expect(await rowsOf(reference)).toHaveLength(2);
    expect((await logged(reference)).map(({ name }) => name).sort()).toEqual(['Dr J. Marek', 'Nurse M. Okello']);
    await resume();
    const [first] = await rowsOf(reference);
    expect((await nurse.post(pageOf(reference))).location).toBe(pageOf(reference));
    expect((await rowsOf(reference))[0]).toEqual(first);
    expect((await download(reference, medco)).text).toContain(squeeze('Made by Dr J. Marek'));
    expect((await download(reference)).text).toContain(squeeze('Made by Nurse M. Okello'));
  });

  it('is not begun by a browser that only looks', async () => {
    const reference = await large();
    expect((await nurse.send(pageOf(reference), { method: 'HEAD' })).status).toBe(200);
    const ahead = await nurse.get(pageOf(reference), { 'sec-purpose': 'prefetch;prerender' });
    expect(ahead.text).toMatch(new RegExp(`<form method="post" action="/cases/${reference}.pdf">[^]*Make the PDF`));
    expect(await rowsOf(reference)).toEqual([]);
    expect((await nurse.post(pageOf(reference))).location).toBe(pageOf(reference));
    expect(await rowsOf(reference)).toHaveLength(1);
    await telecase.settled();
  });

  it('says when the case has changed since, and is made anew', async () => {
    const reference = await large();
    await made(reference);
    expect((await nurse.postFiles(`/cases/${reference}/messages`, { body: 'Fever since this morning', language: 'en' })).status).toBe(303);
    const old = await nurse.get(pageOf(reference));
    expect(plain(old.text)).toContain('The case has changed since this PDF was made.');
    expect((await download(reference)).text).not.toContain(squeeze('Fever since this morning'));

    const { id } = (await rowsOf(reference))[0]!;
    expect((await nurse.post(pageOf(reference))).status).toBe(303);
    await telecase.settled();
    expect(plain((await nurse.get(pageOf(reference))).text)).not.toContain('has changed since');
    expect((await download(reference)).text).toContain(squeeze('Fever since this morning'));
    expect(await kept()).not.toContain(`${id}.pdf`);
  });

  it('is there for nobody else, and for nobody who may not take the case out any more', async () => {
    const reference = await large();
    await made(reference);
    const status = async (person: keyof CaseStory['people'], path: string) => (await (await story.signedIn(story.people[person])).bytes(path)).status;
    expect(await status('colleague', fileOf(reference))).toBe(303); // to where they can ask for their own
    expect([await status('coordinator', pageOf(reference)), await status('coordinator', fileOf(reference))]).toEqual([403, 403]);
    expect([await status('stranger', pageOf(reference)), await status('stranger', fileOf(reference))]).toEqual([404, 404]);
    expect((await (await story.signedIn(story.people.coordinator)).post(pageOf(reference))).status).toBe(403);
    expect((await (await story.signedIn(story.people.stranger)).post(pageOf(reference))).status).toBe(404);
    expect(await rowsOf(reference)).toHaveLength(1);

    await telecase.db.query(`update memberships set ended_at = now() where account_id = $1`, [story.people.nurse.id]);
    expect([(await nurse.get(pageOf(reference))).status, (await nurse.bytes(fileOf(reference))).status]).toEqual([404, 404]);
    await telecase.db.query(`update memberships set ended_at = null where account_id = $1`, [story.people.nurse.id]);
    expect((await nurse.bytes(fileOf(reference))).status).toBe(200);
    expect((await nurse.post(`/cases/${reference}/posted-in-error`, { reason: 'Of another patient' })).status).toBe(303);
    expect([(await nurse.get(pageOf(reference))).status, (await nurse.bytes(fileOf(reference))).status]).toEqual([404, 404]);
  });

  it('is not made for somebody who lost their right while it waited', async () => {
    const reference = await large();
    await pause();
    await nurse.get(pageOf(reference));
    await telecase.db.query(`update memberships set ended_at = now() where account_id = $1`, [story.people.nurse.id]);
    await resume();
    await telecase.db.query(`update memberships set ended_at = null where account_id = $1`, [story.people.nurse.id]);
    expect(await rowsOf(reference)).toEqual([]);
    expect(await toldOf(reference)).toEqual([]);
  });

  it('can be had of a closed case', async () => {
    const reference = await large();
    await story.close(reference);
    await made(reference);
    expect((await download(reference)).text).toContain(squeeze('Closed'));
  });

  it('is told by the bell, and by no mail, to whoever went elsewhere', async () => {
    const [watched, left] = [await large(), await large()];
    await made(watched);
    expect((await nurse.get(pageOf(watched))).text).toContain('<h1>The PDF is ready');
    await made(left);
    const lost = await large();
    const colleague = await story.signedIn(story.people.colleague);
    await made(lost, colleague);
    await telecase.db.query(`update memberships set ended_at = now() where account_id = $1`, [story.people.colleague.id]);
    await aMomentLater();
    await telecase.db.query(`update memberships set ended_at = null where account_id = $1`, [story.people.colleague.id]);
    expect([await toldOf(watched), await toldOf(left), await toldOf(lost)]).toEqual([[], ['pdf-made'], []]);
    expect((await nurse.get('/notifications')).text).toContain(`<a href="/cases/${left}.pdf">The PDF of case ${left} is ready.</a>`);
    expect(await telecase.db.query(`select from notifications where kind like 'pdf%' and mail_state <> 'not-wanted'`)).toEqual([]);
  });
});

it('is nothing that can be asked for of a small case, which has its PDF at once, nor of a draft', async () => {
  const small = await story.posted(nurse);
  expect((await nurse.post(pageOf(small))).location).toBe(pageOf(small));
  expect((await nurse.bytes(fileOf(small))).headers.get('location')).toBe(pageOf(small));
  expect((await nurse.bytes(pageOf(small))).headers.get('content-type')).toBe('application/pdf');
  const saved = await nurse.postFiles('/cases', { project: story.project, title: 'Half a case', do: 'save' });
  const draft = await grown(saved.location!.split('/')[2]!);
  expect([(await nurse.get(pageOf(draft))).status, (await nurse.post(pageOf(draft))).status]).toEqual([409, 409]);
  expect(await telecase.db.query(`select from case_pdfs`)).toEqual([]);
});

describe('what is kept', () => {
  it('goes after its time, with the files that nobody knows', async () => {
    const [old, young] = [await large(), await large()];
    await made(old);
    await made(young);
    await telecase.db.query(`update case_pdfs p set made_at = now() - make_interval(hours => $2, mins => 1) from cases c where c.id = p.case_id and c.reference = $1`, [old, KEPT_HOURS]);
    await writeFile(telecase.settings.inDataDir('pdfs', '00000000-0000-4000-8000-000000000000.pdf'), 'left by a process that was killed');
    await telecase.app.get(SweepKeptPdfs).sweep();
    expect(await kept()).toEqual([`${(await rowsOf(young))[0]!.id}.pdf`]);
    expect(await rowsOf(old)).toEqual([]);
    expect((await nurse.bytes(fileOf(old))).headers.get('location')).toBe(pageOf(old));
    await made(old);
    expect((await nurse.bytes(fileOf(old))).status).toBe(200);
  });

  it('is bounded: a few of a person are made at once, and the oldest make room', { timeout: 120_000 }, async () => {
    const references: string[] = [];
    for (let count = 0; count < 7; count += 1) references.push(await large());
    const [first = '', ...others] = references;
    await pause();
    for (const reference of references.slice(0, MOST_AT_ONCE)) await nurse.get(pageOf(reference));
    const further = references[MOST_AT_ONCE]!;
    const refused = await nurse.get(pageOf(further));
    expect(plain(refused.text)).toContain('3 PDFs are being made for you already.');
    expect((await nurse.post(pageOf(further))).status).toBe(303);
    expect(await rowsOf(further)).toEqual([]);
    await resume();
    for (const reference of others) await made(reference);
    expect((await telecase.db.query(`select from case_pdfs`)).length).toBe(5);
    expect(await rowsOf(first)).toEqual([]);
    expect((await rowsOf(references.at(-1)!))[0]!.made_at).not.toBeNull();
  });

  it('that is not on the disk any more, as after a restore, is made anew', async () => {
    const reference = await large();
    await made(reference);
    await rm(telecase.settings.inDataDir('pdfs'), { recursive: true });
    expect((await nurse.bytes(fileOf(reference))).headers.get('location')).toBe(pageOf(reference));
    expect((await nurse.get(pageOf(reference))).text).toContain('is being made');
    await telecase.settled();
    expect((await nurse.bytes(fileOf(reference))).status).toBe(200);
  });
});

it('says so when it could not be made, lists it among what failed, and makes it when it is asked again', async () => {
  const reference = await large();
  const [exports, away] = [telecase.settings.inDataDir('exports'), telecase.settings.inDataDir('exports-away')];
  await rename(exports, away).catch(() => undefined);
  await writeFile(exports, 'a file where a folder should be: nothing can be written below it');
  await nurse.get(pageOf(reference));
  for (let tries = 1; tries <= 3; tries += 1) {
    await telecase.settled();
    if (tries < 3) expect((await nurse.get(pageOf(reference))).text).toContain('is being made');
    await aMomentLater();
  }
  expect(await toldOf(reference)).toEqual(['pdf-given-up']);
  const failed = await nurse.get(pageOf(reference));
  expect(failed.status).toBe(200);
  expect(failed.text).toContain(`<h1>The PDF could not be made</h1>`);
  expect(failed.text).not.toMatch(/http-equiv="refresh"|data-looks-again/);
  const admin = await story.signedIn(await telecase.world.person('T. Berg', { roles: ['administrator'] }));
  expect((await admin.get('/admin/failures')).text).toContain('make-case-pdf');

  await rm(exports);
  expect((await nurse.post(pageOf(reference))).status).toBe(303);
  await telecase.settled();
  expect((await download(reference)).text).toContain(squeeze('Is it ringworm?'));
  expect((await admin.get('/admin/failures')).text).not.toContain('make-case-pdf');
});

it('is served by whichever process is asked, and made by any', async () => {
  const reference = await large();
  const url = (telecase.db.options as { url: string }).url;
  await pause();
  const other = await startApp({ DATA_DIR: telecase.settings.dataDir }, url);
  await nurse.get(pageOf(reference));
  await other.settled();
  expect((await nurse.get(pageOf(reference))).text).toContain('<h1>The PDF is ready');
  await other.stop();
  expect((await download(reference)).text).toContain(squeeze('Is it ringworm?'));
  await resume();
});

it('is left to the next start by a process that ends', async () => {
  const reference = await large();
  await pause();
  const ending = await startApp({ DATA_DIR: telecase.settings.dataDir }, (telecase.db.options as { url: string }).url);
  ending.app.get(CasePdfs).onModuleDestroy();
  await nurse.get(pageOf(reference));
  await ending.settled();
  await ending.stop();
  expect((await nurse.get(pageOf(reference))).text).toContain('<h1>The PDF is being made');
  await resume();
  await aMomentLater();
  expect((await nurse.get(pageOf(reference))).text).toContain('<h1>The PDF is ready');
});
