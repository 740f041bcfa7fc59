import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AttachThePdfOfThePreviousCase } from '../../src/exports/attach-the-pdf-of-the-previous-case.js';
import { startApp, type TestApp } from '../support/app.js';
import { caseStory, type CaseStory } from '../support/case-story.js';
import { readPdf, squeeze } from '../support/read-pdf.js';
import { sampleDicomSlices } from '../support/samples/dicom.js';
import { drawing, sampleTiff } from '../support/samples/pictures.js';
import { samplePdf } from '../support/samples/documents.js';
import type { Visitor } from '../support/visitor.js';

let telecase: TestApp;
let story: CaseStory;
let nurse: Visitor;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'telecase-exports-'));
  telecase = await startApp();
  story = await caseStory(telecase);
  nurse = await story.signedIn(story.people.nurse);
});
afterAll(async () => {
  await telecase.stop();
  await rm(folder, { recursive: true, force: true });
});

const fetchPdf = async (visitor: Visitor, reference: string) => {
  const answer = await visitor.bytes(`/cases/${reference}.pdf`);
  expect(answer.status).toBe(200);
  const path = join(folder, `${reference}.pdf`);
  await writeFile(path, answer.bytes);
  return { ...answer, ...(await readPdf(path)) };
};
const exportsOf = async (reference: string): Promise<{ name: string; role: string; what: string }[]> =>
  telecase.db.query(`select name, role, what from access_log where action = 'export.pdf' and case_reference = $1 order by id`, [reference]);
const filesOf = async (reference: string): Promise<{ id: string; name: string; description: string; uploaded_by: string | null; sha256: string; storage_key: string }[]> =>
  telecase.db.query(`select a.* from attachments a join cases c on c.id = a.case_id where c.reference = $1`, [reference]);

it('prints the whole case: fields, discussion, pictures, pages of PDFs, and the rest with its sum and inside', async () => {
  const reference = await story.accepted();
  const values = Buffer.from('day;temperature\n1;39,4\n');
  const files = [
    { name: 'rash.png', bytes: await drawing(900, 600).png().toBuffer() },
    { name: 'letter.pdf', bytes: await readFile((await samplePdf(folder)).path) },
    { name: 'values.csv', bytes: values },
  ];
  expect((await nurse.postFiles(`/cases/${reference}/messages`, { body: 'The pictures\nand the letter', language: 'en' }, files)).status).toBe(303);
  const doctor = await story.signedIn(story.people.dermatologist);
  expect((await doctor.postFiles(`/cases/${reference}/answers`, { impression: 'Tinea incognito', advice: 'Griseofulvin 125 mg', language: 'fr' })).status).toBe(303);
  const wrong = (await nurse.postFiles(`/cases/${reference}/messages`, { body: 'Weight 12 kg', language: 'en' })).location!.split('#m-')[1]!;
  expect((await nurse.postFiles(`/cases/${reference}/messages`, { body: 'Weight 21 kg', language: 'en', corrects: wrong })).status).toBe(303);
  await telecase.settled();

  const pdf = await fetchPdf(nurse, reference);
  expect(pdf.headers.get('content-type')).toBe('application/pdf');
  expect(pdf.headers.get('content-disposition')).toBe(`attachment; filename="${reference}.pdf"; filename*=UTF-8''${reference}.pdf`);
  expect(Number(pdf.headers.get('content-length'))).toBe(pdf.bytes.length);
  const said = [
    'Ring-shaped rash on the back', 'Began three weeks ago', 'Is it ringworm?', 'Girl, 6 years', 'Dr A. Diallo', 'Tinea incognito', 'Griseofulvin 125 mg', 'The pictures', 'rash.png', 'letter.pdf',
    `Made by Nurse M. Okello`, 'Page 1 of', createHash('sha256').update(values).digest('hex'), 'Posted by Nurse M. Okello', 'Dermatology',
    'Comment, corrected', 'Comment, corrects that of',
  ];
  for (const text of said) expect(pdf.text).toContain(squeeze(text));
  expect(pdf.text).not.toMatch(/today|could ?not ?be ?shown/i);
  expect([...pdf.files]).toEqual([['values.csv', values]]);

  expect(await exportsOf(reference)).toEqual([{ name: 'Nurse M. Okello', role: 'project-staff', what: `${reference}.pdf` }]);
  expect(await readdir(telecase.settings.inDataDir('exports'))).toEqual([]);
});

it('prints every page of a picture, and says so where there are more than it prints', async () => {
  const reference = await story.accepted();
  const [fax, scan] = [await sampleTiff(folder), await sampleDicomSlices(folder)];
  const original = await readFile(scan.path);
  const files = [{ name: fax.name, bytes: await readFile(fax.path) }, { name: scan.name, bytes: original }];
  expect((await nurse.postFiles(`/cases/${reference}/messages`, { body: 'A fax and a scan', language: 'en' }, files)).status).toBe(303);
  await telecase.settled();

  const pdf = await fetchPdf(nurse, reference);
  for (const number of [1, 2, 3]) expect(pdf.text).toContain(squeeze(`page ${number} of 3`));
  for (const number of [1, 24]) expect(pdf.text).toContain(squeeze(`page ${number} of the 24 that are printed, 40 in all: the whole file is under “Other files”`));
  const listed = (bytes: Buffer) => pdf.text.includes(createHash('sha256').update(bytes).digest('hex'));
  expect([listed(files[0]!.bytes), listed(original)]).toEqual([false, true]);
  expect([...pdf.files]).toEqual([[scan.name, original]]);
});

it('lets only the project and its Medcos take a case out', async () => {
  const reference = await story.accepted();
  const status = async (person: keyof CaseStory['people']) => (await (await story.signedIn(story.people[person])).bytes(`/cases/${reference}.pdf`)).status;
  expect(await status('dermatologist')).toBe(403);
  expect(await status('coordinator')).toBe(403);
  expect(await status('stranger')).toBe(404);
  expect(await status('pediatrician')).toBe(404);
  expect((await telecase.visitor().get(`/cases/${reference}.pdf`)).location).toContain('/sign-in');
  expect(await exportsOf(reference)).toEqual([]);
  expect(await status('medco')).toBe(200);
  expect(await exportsOf(reference)).toEqual([{ name: 'Dr J. Marek', role: 'medco', what: `${reference}.pdf` }]);
  expect((await (await story.signedIn(story.people.medco)).get(`/cases/${reference}`)).text).toMatch(new RegExp(`href="/cases/${reference}.pdf"[^]*?Download PDF`));
  expect((await (await story.signedIn(story.people.dermatologist)).get(`/cases/${reference}`)).text).not.toContain('Download PDF');
});

it('has no PDF of a draft', async () => {
  const saved = await nurse.postFiles('/cases', { project: (await telecase.db.query(`select id from projects where code = 'BUN'`))[0].id, title: 'Half a case', do: 'save' });
  const reference = saved.location!.split('/')[2]!;
  const answer = await nurse.get(`/cases/${reference}.pdf`);
  expect(answer.status).toBe(409);
  expect(answer.text).toContain('A draft has no PDF yet');
});

it('marks a training case on every page', async () => {
  const reference = await story.posted(nurse, { kind: 'training', history: `${'A long story. '.repeat(40)}\n`.repeat(12) });
  const pdf = await fetchPdf(nurse, reference);
  expect(pdf.pages.length).toBeGreaterThan(1);
  for (const page of pdf.pages) expect(page).toContain('Training');
});

it('brings the PDF of a closed case along when it is continued, once', async () => {
  const reference = await story.accepted();
  await story.close(reference);
  const draft = (await nurse.post(`/cases/${reference}/continuation`)).location!.split('/')[2]!;
  await telecase.settled();
  const [file, ...others] = await filesOf(draft);
  expect(others).toEqual([]);
  expect(file).toMatchObject({ name: `${reference}.pdf`, description: expect.stringContaining(reference), uploaded_by: null });
  expect((await readPdf(join(telecase.settings.inDataDir('files'), file!.storage_key))).text).toContain(squeeze('Is it ringworm?'));
  expect(await exportsOf(reference)).toEqual([{ name: 'Nurse M. Okello', role: 'project-staff', what: `${reference}.pdf: ${draft}` }]);

  const [event] = await telecase.db.query(`select id, type, payload, actor_id as "actorId", occurred_at as "occurredAt" from events where type = 'cases.continued' and payload ->> 'reference' = $1`, [draft]);
  const handler = telecase.app.get(AttachThePdfOfThePreviousCase, { strict: false });
  await handler.handle(event);
  expect(await filesOf(draft)).toEqual([file]);

  await telecase.db.query(`delete from attachments where id = $1`, [file!.id]);
  await telecase.db.query(`update memberships set ended_at = now() where account_id = $1`, [event.actorId]);
  await handler.handle(event);
  await telecase.db.query(`update memberships set ended_at = null where account_id = $1`, [event.actorId]);
  expect(await filesOf(draft)).toEqual([]);
});
