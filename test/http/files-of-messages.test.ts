import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import sharp from 'sharp';
import { GiveUpIdleUploads } from '../../src/attachments/jobs/give-up-idle-uploads.js';
import { startApp, type TestApp } from '../support/app.js';
import { caseStory, type CaseStory } from '../support/case-story.js';
import { encoded, tus, tusRequest } from '../support/tus.js';
import type { Answer, Visitor } from '../support/visitor.js';

/** Files that are sent by themselves while the message that they are for is still being written. */

let telecase: TestApp;
let story: CaseStory;
let nurse: Visitor;
let doctor: Visitor;
let picture: Buffer;
let reduced: Buffer;

beforeAll(async () => {
  telecase = await startApp();
  story = await caseStory(telecase);
  nurse = await story.signedIn(story.people.nurse);
  doctor = await story.signedIn(story.people.dermatologist);
  picture = await sharp({ create: { width: 1200, height: 900, channels: 3, background: 'white', noise: { type: 'gaussian', mean: 128, sigma: 30 } } }).png({ compressionLevel: 1 }).toBuffer();
  reduced = await sharp(picture).resize(1024).jpeg({ quality: 30 }).toBuffer();
}, 120_000);
afterAll(() => telecase.stop());

const begin = (visitor: Visitor, reference: string, message: string, filename = 'back.png', bytes = picture): Promise<Answer> =>
  tus(visitor, 'POST', '/uploads', { 'upload-length': String(bytes.length), 'upload-metadata': encoded({ filename, case: reference, message }) });
const patch = (visitor: Visitor, path: string, offset: number, bytes: Buffer): Promise<Answer> => tus(visitor, 'PATCH', path, { 'upload-offset': String(offset) }, bytes);
const put = (visitor: Visitor, path: string): Promise<Answer> => tus(visitor, 'PUT', `${path}/reduced`, {}, reduced);
const offsetOf = async (visitor: Visitor, path: string) => (await tus(visitor, 'HEAD', path)).headers.get('upload-offset');

/** Sends so much of a file. @returns its address */
async function sent(visitor: Visitor, reference: string, message: string, name?: string, bytes = picture, much = bytes.length): Promise<string> {
  const { status, location } = await begin(visitor, reference, message, name, bytes);
  expect(status).toBe(201);
  expect((await patch(visitor, location!, 0, bytes.subarray(0, much))).status).toBe(204);
  return location!;
}
const write = (visitor: Visitor, reference: string, message: string, more: Record<string, string> = {}) => visitor.postFiles(`/cases/${reference}/messages`, { body: 'As you asked', language: 'en', message, ...more });

interface Row { name: string; message_id: string | null; sha256: string; is_reduced: boolean; storage_key: string }
const filesOf = (reference: string): Promise<Row[]> => telecase.db.query(`select a.* from attachments a join cases c on c.id = a.case_id where c.reference = $1 order by coalesce(a.chosen_at, a.created_at)`, [reference]);
const namesOf = async (reference: string) => (await filesOf(reference)).map(({ name }) => name);
const keyOf = async (path: string): Promise<string> => (await telecase.db.query(`select storage_key from uploads where id = $1`, [path.split('/').at(-1)]))[0].storage_key;
const isOnDisk = (key: string) => existsSync(telecase.settings.inDataDir('files', key));
const page = async (visitor: Visitor, reference: string, tab = 'discussion') => (await visitor.get(`/cases/${reference}/${tab}`)).text;
const addedOn = (reference: string) => telecase.db.query(`select what from access_log where action = 'attachment.added' and case_reference = $1 and outcome = 'done' order by id`, [reference]);

it('is nobody’s before the message is sent, and then the message’s', async () => {
  const reference = await story.accepted();
  const message = randomUUID();
  for (const name of ['front.png', 'back.png']) await sent(nurse, reference, message, name);
  for (const visitor of [nurse, doctor]) for (const tab of ['discussion', 'attachments']) expect(await page(visitor, reference, tab)).not.toContain('back.png');
  expect(await addedOn(reference)).toEqual([]);

  expect((await write(nurse, reference, message, { 'files-chosen': '2' })).location).toBe(`/cases/${reference}/discussion#m-${message}`);

  expect((await filesOf(reference)).map(({ name, message_id, sha256 }) => [name, message_id, sha256])).toEqual(['front.png', 'back.png'].map((name) => [name, message, createHash('sha256').update(picture).digest('hex')]));
  expect(await page(doctor, reference)).toMatch(/As you asked[\s\S]*<bdi>front\.png<\/bdi>[\s\S]*<bdi>back\.png<\/bdi>/);
  expect(await page(doctor, reference)).not.toContain('arriv');
  expect((await addedOn(reference)).map(({ what }: { what: string }) => what)).toEqual(['front.png', 'back.png']);
  expect(await page(nurse, reference, 'history')).toContain('front.png, back.png');
});

it('follows its message when that goes first, and the others see that more is to come', async () => {
  const reference = await story.accepted();
  const message = randomUUID();
  await sent(nurse, reference, message, 'front.png');
  const path = await sent(nurse, reference, message, 'back.png', picture, 1000);
  expect((await put(nurse, path)).status, 'a reduced copy before its message').toBe(422);
  await write(nurse, reference, message, { 'files-chosen': '3' });

  expect(await namesOf(reference)).toEqual(['front.png']);
  expect(await page(nurse, reference)).toContain('2 more files were chosen and have not arrived yet.');
  expect(await page(doctor, reference)).toContain('2 autres fichiers ont été choisis et ne sont pas encore arrivés.');

  expect((await put(nurse, path)).status).toBe(204);
  expect((await filesOf(reference)).map(({ name, message_id, is_reduced }) => [name, message_id, is_reduced])).toEqual([['front.png', message, false], ['back.png', message, true]]);
  expect((await patch(nurse, path, 1000, picture.subarray(1000))).status).toBe(204);
  await sent(nurse, reference, message, 'side.png');

  expect((await filesOf(reference)).map(({ name, message_id, is_reduced }) => [name, message_id, is_reduced])).toEqual(['front.png', 'back.png', 'side.png'].map((name) => [name, message, false]));
  expect(await page(nurse, reference)).not.toContain('have not arrived');
});

it('goes with any form of a discussion', async () => {
  const reference = await story.accepted();
  const [question, reply, answer] = [randomUUID(), randomUUID(), randomUUID()];
  await sent(doctor, reference, question, 'sketch.png');
  expect((await doctor.postFiles(`/cases/${reference}/questions`, { question: 'Like this?', language: 'en', message: question, 'files-chosen': '1' })).status).toBe(303);
  await sent(nurse, reference, reply, 'back.png');
  expect((await nurse.postFiles(`/cases/${reference}/replies`, { body: 'Like this', language: 'en', message: reply, 'files-chosen': '1' })).status).toBe(303);
  await sent(doctor, reference, answer, 'plan.png');
  expect((await doctor.postFiles(`/cases/${reference}/answers`, { impression: 'Tinea', advice: 'Cream', language: 'en', message: answer, 'files-chosen': '1' })).status).toBe(303);

  expect((await filesOf(reference)).map(({ message_id }) => message_id)).toEqual([question, reply, answer]);
});

it('can be taken back while it waits, and then is gone', async () => {
  const reference = await story.accepted();
  const message = randomUUID();
  const path = await sent(nurse, reference, message);
  const key = await keyOf(path);
  expect(isOnDisk(key)).toBe(true);

  expect((await tus(doctor, 'DELETE', path)).status).toBe(404);
  expect((await tus(nurse, 'DELETE', path)).status).toBe(204);

  expect(isOnDisk(key)).toBe(false);
  await write(nurse, reference, message);
  expect(await namesOf(reference)).toEqual([]);
});

it('is left out of a message when taking it back could not be said yet', async () => {
  const reference = await story.accepted();
  const message = randomUUID();
  const wrong = await sent(nurse, reference, message, 'another-patient.png');
  await sent(nurse, reference, message, 'back.png');
  await write(nurse, reference, message, { 'files-chosen': '1', 'left-out': wrong.split('/').at(-1)! });
  expect(await namesOf(reference)).toEqual(['back.png']);

  expect((await tus(nurse, 'DELETE', wrong)).status).toBe(204);
  expect(await page(nurse, reference)).not.toContain('not arrived');
});

it('is not waited for any more once it was taken back, was refused, or the case has closed', async () => {
  const reference = await story.accepted();
  const message = randomUUID();
  const lie = Buffer.from('MZ, and no picture at all');
  const back = await sent(nurse, reference, message, 'back.png', picture, 1000);
  const lying = await sent(nurse, reference, message, 'front.png', lie, 2);
  await sent(nurse, reference, message, 'side.png', picture, 1000);
  await write(nurse, reference, message, { 'files-chosen': '3' });
  expect(await page(doctor, reference)).toContain('3 autres fichiers');

  await tus(nurse, 'DELETE', back);
  expect((await patch(nurse, lying, 2, lie.subarray(2))).status).toBe(422);
  expect(await page(doctor, reference)).toContain('1 autre fichier a été choisi');
  await story.close(reference);
  expect(await page(nurse, reference)).not.toContain('not arrived');
});

it('counts while it waits: whoever sends too many is told before the first byte', async () => {
  const reference = await story.accepted();
  await telecase.db.query(
    `insert into uploads (id, account_id, case_id, name, bytes, storage_key, message_id) select gen_random_uuid(), $1, id, 'x.png', 10, gen_random_uuid()::text, gen_random_uuid() from cases, generate_series(1, 300) where reference = $2`, [story.people.nurse.id, reference]);
  expect((await begin(nurse, reference, randomUUID())).status).toBe(422);
  await telecase.db.query(`delete from uploads where name = 'x.png'`);
});

it('stays where it is when its message can’t be sent, and goes with it the next time', async () => {
  const reference = await story.accepted();
  const message = randomUUID();
  const path = await sent(nurse, reference, message);
  expect((await write(nurse, reference, message, { body: ' ' })).status).toBe(422);
  expect(await offsetOf(nurse, path)).toBe(String(picture.length));
  expect(await namesOf(reference)).toEqual([]);

  await write(nurse, reference, message);
  expect(await namesOf(reference)).toEqual(['back.png']);
});

it('is nobody’s for ever on a case that closes first, and is given up after a month', async () => {
  const reference = await story.accepted();
  const message = randomUUID();
  const path = await sent(nurse, reference, message);
  const key = await keyOf(path);
  await story.close(reference);

  expect((await write(nurse, reference, message)).status).toBe(409);
  expect(await namesOf(reference)).toEqual([]);

  await telecase.db.query(`update uploads set last_activity_at = now() - interval '31 days' where storage_key = $1`, [key]);
  await telecase.app.get(GiveUpIdleUploads).giveUp();
  expect(isOnDisk(key)).toBe(false);
});

it('is refused at its last byte when it is not what it says, as any file', async () => {
  const reference = await story.accepted();
  const lie = Buffer.from('MZ, and no picture at all');
  const { location } = await begin(nurse, reference, randomUUID(), 'back.png', lie);
  expect((await patch(nurse, location!, 0, lie)).status).toBe(422);
  expect(await offsetOf(nurse, location!)).toBeNull();
});

it('belongs to its sender: another person’s message takes none of it, and it goes to none of theirs', async () => {
  const reference = await story.accepted();
  const [mine, theirs] = [randomUUID(), randomUUID()];
  await sent(nurse, reference, mine, 'mine.png');
  const colleague = await story.signedIn(story.people.colleague);
  await write(colleague, reference, mine);
  expect(await namesOf(reference)).toEqual([]);

  await write(colleague, reference, theirs);
  await sent(nurse, reference, theirs, 'theirs.png');
  expect(await namesOf(reference)).toEqual([]);
});

it('is one message’s: a name that is taken becomes another one, and nothing is said to be on its way to it', async () => {
  const reference = await story.accepted();
  const message = randomUUID();
  await sent(nurse, reference, message);
  await write(nurse, reference, message, { 'files-chosen': '1' });
  const { location } = await write(nurse, reference, message, { 'files-chosen': '1', body: 'From another window' });

  expect(location).not.toContain(message);
  expect((await filesOf(reference)).map(({ message_id }) => message_id)).toEqual([message]);
  expect(await page(nurse, reference)).not.toContain('not arrived');
});

it.each(['no id', '00000000-0000-0000-0000-00000000000G'])('can’t be for a message named %j', async (message) => {
  const reference = await story.accepted();
  expect((await begin(nurse, reference, message)).status).toBe(400);
  const { status, location } = await write(nurse, reference, message, { 'files-chosen': '-1' });
  expect(status).toBe(303);
  expect(location).toMatch(/#m-[0-9a-f-]{36}$/);
  expect(await page(nurse, reference)).not.toContain('not arrived');
});

it('is told when the case can take no more, and neither is sent', async () => {
  const reference = await story.accepted();
  const message = randomUUID();
  await sent(nurse, reference, message);
  await telecase.db.query(
    `insert into attachments (id, case_id, name, type_group, extension, media_type, bytes, sha256, storage_key, preview_state)
     select gen_random_uuid(), c.id, 'note.txt', 'document', 'txt', 'text/plain', 1, '00', '', 'none' from cases c, generate_series(1, 300) where c.reference = $1`, [reference]);
  const full = await write(nurse, reference, message, { body: 'One more' });
  expect(full.status).toBe(422);
  expect(full.text).toMatch(/Your message was not sent[\s\S]*One more<\/textarea>/);
  expect((await filesOf(reference)).filter(({ message_id }) => message_id)).toEqual([]);
});

/** Holds up whatever writes to a table until it is let go. */
async function held(table: string): Promise<() => Promise<void>> {
  const holder = telecase.db.createQueryRunner();
  await holder.startTransaction();
  await holder.query(`lock table ${table} in exclusive mode`);
  return async () => {
    await holder.commitTransaction();
    await holder.release();
  };
}
const waitsFor = (what: string) => vi.waitFor(async () => expect(await telecase.db.query(`select from pg_stat_activity where wait_event_type = 'Lock' and query like $1`, [`${what}%`])).toHaveLength(1), 10_000);

it('finds a message that is just being written, and not there for others yet', async () => {
  const reference = await story.accepted();
  const message = randomUUID();
  const path = await sent(nurse, reference, message, 'back.png', picture, 1000);
  const rest = await tusRequest(nurse, 'PATCH', { 'upload-offset': '1000' }, picture.subarray(1000));
  const letGo = await held('access_log'); // the last that a message writes
  const written = write(nurse, reference, message, { 'files-chosen': '1' });
  await waitsFor('insert into access_log');
  const patched = nurse.send(path, rest);
  await waitsFor('SELECT "Case"');
  await letGo();

  expect([(await written).status, (await patched).status]).toEqual([303, 204]);
  expect((await filesOf(reference)).map(({ message_id }) => message_id)).toEqual([message]);
});

it('stays with its message when it is taken back while that is being sent', async () => {
  const reference = await story.accepted();
  const message = randomUUID();
  const path = await sent(nurse, reference, message);
  const back = await tusRequest(nurse, 'DELETE');
  const letGo = await held('access_log');
  const written = write(nurse, reference, message);
  await waitsFor('insert into access_log');
  const takenBack = nurse.send(path, back);
  await waitsFor('update uploads');
  await letGo();

  expect([(await written).status, (await takenBack).status]).toEqual([303, 409]);
  const [file] = await filesOf(reference);
  expect(isOnDisk(file!.storage_key)).toBe(true);
});

it('finds its message, whichever of the two is first by a hair', async () => {
  const reference = await story.accepted();
  const messages = Array.from({ length: 8 }, () => randomUUID());
  await Promise.all(messages.map(async (message, at) => {
    const path = await sent(nurse, reference, message, `${at}.png`, picture, picture.length - 1);
    await Promise.all([patch(nurse, path, picture.length - 1, picture.subarray(-1)), write(nurse, reference, message, { 'files-chosen': '1' })]);
  }));
  expect((await filesOf(reference)).map(({ message_id }) => message_id).sort()).toEqual(messages.sort());
});
