import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { unzipSync } from 'fflate';
import sharp from 'sharp';
import { GiveUpIdleUploads } from '../../src/attachments/jobs/give-up-idle-uploads.js';
import { SweepOrphanedFiles } from '../../src/attachments/jobs/sweep-orphaned-files.js';
import { startApp, type TestApp } from '../support/app.js';
import { caseStory, type CaseStory } from '../support/case-story.js';
import { encoded, tus } from '../support/tus.js';
import type { Answer, Visitor } from '../support/visitor.js';

/** Pictures that are looked at before their originals have come. */

let telecase: TestApp;
let story: CaseStory;
let nurse: Visitor;
let doctor: Visitor;
let original: Buffer;
let reduced: Buffer;

beforeAll(async () => {
  telecase = await startApp();
  story = await caseStory(telecase);
  nurse = await story.signedIn(story.people.nurse);
  doctor = await story.signedIn(story.people.dermatologist);
  const noise = { create: { width: 1600, height: 1200, channels: 3 as const, background: 'white', noise: { type: 'gaussian' as const, mean: 128, sigma: 30 } } };
  original = await sharp(noise).png({ compressionLevel: 1 }).toBuffer();
  reduced = await sharp(original).resize(1024).withExif({ IFD0: { Artist: 'A. Nurse' } }).jpeg({ quality: 30 }).toBuffer();
}, 120_000);
afterAll(() => telecase.stop());

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

async function begun(reference: string, filename = 'back.png', visitor = nurse): Promise<string> {
  const { status, location } = await tus(visitor, 'POST', '/uploads', { 'upload-length': String(original.length), 'upload-metadata': encoded({ filename, case: reference }) });
  expect(status).toBe(201);
  return location!;
}
const put = (path: string, bytes: Buffer, visitor = nurse): Promise<Answer> => tus(visitor, 'PUT', `${path}/reduced`, {}, bytes);
const patch = (path: string, offset: number, bytes: Buffer): Promise<Answer> => tus(nurse, 'PATCH', path, { 'upload-offset': String(offset) }, bytes);
const takeBack = (path: string) => tus(nurse, 'DELETE', path);

interface Row { id: string; name: string; sha256: string; storage_key: string; extension: string; preview_state: string; width: number; is_reduced: boolean }
const filesOf = (reference: string): Promise<Row[]> => telecase.db.query(`select a.* from attachments a join cases c on c.id = a.case_id where c.reference = $1 order by a.created_at`, [reference]);
const isOnDisk = (key: string) => existsSync(telecase.settings.inDataDir('files', key));
const drafted = async () => (await nurse.postFiles('/cases', { project: (await telecase.db.query(`select id from projects where code = 'BUN'`))[0].id, title: 'A draft', do: 'save' })).location!.split('/')[2]!;
const zipOf = async (reference: string) => unzipSync((await nurse.bytes(`/cases/${reference}/attachments.zip`)).bytes);

it('is seen by the specialist before the original has come, and then is the original, where it was', async () => {
  const reference = await story.accepted();
  const path = await begun(reference, 'Rücken.png');
  await patch(path, 0, original.subarray(0, 1000));

  expect((await put(path, reduced)).status).toBe(204);
  expect((await put(path, reduced)).status, 'sent twice').toBe(204);
  await telecase.settled();

  const [copy, ...others] = await filesOf(reference);
  expect(others).toEqual([]);
  expect(copy).toMatchObject({ name: 'Rücken.png', extension: 'jpg', preview_state: 'ready', width: 1024, is_reduced: true });
  for (const page of ['/attachments', '', `/images/${copy!.id}`]) expect((await doctor.get(`/cases/${reference}${page}`)).text, page).toContain('L’original est en route');
  const seen = await doctor.bytes(`/cases/${reference}/attachments/${copy!.id}/preview/1920`);
  expect((await sharp(seen.bytes).metadata()).width).toBe(1024);
  const saved = await nurse.bytes(`/cases/${reference}/attachments/${copy!.id}/file`);
  expect(saved.headers.get('content-disposition')).toContain(encodeURIComponent('Rücken '));
  expect(saved.headers.get('content-disposition')).toContain('reduced copy');
  expect([reduced.includes('A. Nurse'), saved.bytes.includes('A. Nurse')], 'nothing but the picture').toEqual([true, false]);
  const early = await zipOf(reference);
  expect(Object.keys(early)).toEqual(['manifest-sha256.txt', 'Rücken (reduced copy).jpg']);
  expect(Buffer.from(early['manifest-sha256.txt']!).toString()).toBe(`${sha256(saved.bytes)}  Rücken (reduced copy).jpg\n`);

  expect((await patch(path, 1000, original.subarray(1000))).status).toBe(204);
  await telecase.settled();

  const [file, ...more] = await filesOf(reference);
  expect(more).toEqual([]);
  expect(file).toMatchObject({ id: copy!.id, name: 'Rücken.png', extension: 'png', preview_state: 'ready', width: 1600, is_reduced: false, sha256: sha256(original) });
  expect(isOnDisk(copy!.storage_key)).toBe(false);
  expect((await doctor.get(`/cases/${reference}/attachments`)).text).not.toContain('L’original est en route');
  expect((await nurse.get(`/cases/${reference}/history`)).text).toContain('The original of Rücken.png arrived from Nurse M. Okello');
  expect((await put(path, reduced)).status, 'too late').toBe(204);
  expect(await filesOf(reference)).toHaveLength(1);
  const logged: { action: string }[] = await telecase.db.query(`select action from access_log where case_reference = $1 and action like 'attachment.%' and account_id = $2 order by id`, [reference, story.people.nurse.id]);
  expect(logged.map(({ action }) => action)).toEqual(['attachment.added', 'attachment.saved', 'attachment.added']);
});

it('keeps what was said of it until the original comes', async () => {
  const reference = await story.accepted();
  const path = await begun(reference, 'IMG_1.png');
  await put(path, reduced);
  const [{ id } = { id: '' }] = await filesOf(reference);

  expect((await nurse.post(`/cases/${reference}/attachments/${id}`, { name: 'Back, left', description: 'The ring' })).status).toBe(303);
  await patch(path, 0, original);

  expect(await filesOf(reference)).toEqual([expect.objectContaining({ id, name: 'Back, left.png', description: 'The ring', sha256: sha256(original) })]);
});

it('stays, and says that it is all there is, when the original never comes', async () => {
  const reference = await story.accepted();
  const path = await begun(reference);
  await put(path, reduced);
  await telecase.settled();
  await telecase.db.query(`update uploads set last_activity_at = now() - interval '31 days' where id = $1`, [path.split('/').at(-1)]);

  await telecase.app.get(GiveUpIdleUploads).giveUp();
  await telecase.app.get(SweepOrphanedFiles).sweep();

  const page = await doctor.get(`/cases/${reference}/attachments`);
  expect(page.text).toContain('Copie réduite : l’original n’est pas arrivé');
  const [file] = await filesOf(reference);
  expect((await doctor.bytes(`/cases/${reference}/attachments/${file!.id}/preview/960`)).status).toBe(200);
});

it('goes with its upload from a draft, and stays on a case that others have seen', async () => {
  const [draft, posted] = [await drafted(), await story.accepted()];
  const [onDraft, onCase] = [await begun(draft), await begun(posted)];
  for (const path of [onDraft, onCase]) await put(path, reduced);
  const [{ storage_key: key } = { storage_key: '' }] = await filesOf(draft);

  for (const path of [onDraft, onCase]) expect((await takeBack(path)).status).toBe(204);
  await telecase.settled();

  expect(await filesOf(draft)).toEqual([]);
  expect(isOnDisk(key)).toBe(false);
  expect(await filesOf(posted)).toHaveLength(1);
});

it('taken out of a draft, ends its upload: no byte of the original comes back', async () => {
  const draft = await drafted();
  const path = await begun(draft);
  await patch(path, 0, original.subarray(0, 1000));
  await put(path, reduced);
  const [{ id } = { id: '' }] = await filesOf(draft);

  expect((await nurse.post(`/cases/${draft}/attachments/${id}/removal`)).status).toBe(303);
  await telecase.settled();

  const state = await tus(nurse, 'HEAD', path);
  expect([state.status, state.headers.get('upload-offset')], 'done, for who sends it').toEqual([200, String(original.length)]);
  expect((await put(path, reduced)).status).toBe(204);
  expect(await filesOf(draft)).toEqual([]);
});

it('is refused when it is no small JPEG, or stands for no picture; then there is nothing of it', async () => {
  const reference = await story.accepted();
  const path = await begun(reference);
  const tooWide = await sharp(original).resize(1025).jpeg().toBuffer();
  const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(3000)]);
  for (const bytes of [tooWide, program, original, Buffer.alloc(0), Buffer.alloc(400_001), await sharp(reduced).webp().toBuffer()]) expect((await put(path, bytes)).status).toBe(422);
  expect((await put(await begun(reference, 'letter.docx'), reduced)).status).toBe(422);
  const colleague = await story.signedIn(story.people.colleague);
  expect((await put(path, reduced, colleague)).status, 'of somebody else').toBe(404);
  expect(await filesOf(reference)).toEqual([]);
});

it('is what is left of a picture whose original is refused, on a case that others have seen', async () => {
  const reference = await story.accepted();
  const path = await begun(reference, 'back.jpg'); // and a PNG comes
  await put(path, reduced);

  expect((await patch(path, 0, original)).status).toBe(422);

  expect((await nurse.get(`/cases/${reference}/attachments`)).text).toContain('Reduced copy: the original did not arrive');
});

it('sent at the same time as the last byte, makes one file of both', async () => {
  const references = await Promise.all(Array.from({ length: 6 }, () => story.accepted()));
  for (const [at, reference] of references.entries()) {
    const path = await begun(reference);
    const pause = new Promise((resolve) => setTimeout(resolve, at * 10));
    const answers = await Promise.all([patch(path, 0, original), pause.then(() => put(path, reduced))]);
    expect(answers.map(({ status }) => status)).toEqual([204, 204]);
    expect(await filesOf(reference)).toEqual([expect.objectContaining({ sha256: sha256(original), is_reduced: false })]);
  }
  await telecase.settled();
  for (const reference of references) expect((await filesOf(reference)).map(({ preview_state, width }) => [preview_state, width])).toEqual([['ready', 1600]]);
});
