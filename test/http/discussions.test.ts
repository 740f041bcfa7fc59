import { startApp, type TestApp } from '../support/app.js';
import { caseStory, type CaseStory } from '../support/case-story.js';
import type { Visitor } from '../support/visitor.js';

let telecase: TestApp;
let story: CaseStory;
let nurse: Visitor;
let doctor: Visitor;

beforeAll(async () => {
  telecase = await startApp();
  story = await caseStory(telecase);
  nurse = await story.signedIn(story.people.nurse);
  doctor = await story.signedIn(story.people.dermatologist);
});
afterAll(() => telecase.stop());

const stateOf = async (reference: string): Promise<string> => (await telecase.db.query(`select state from cases where reference = $1`, [reference]))[0].state;
const messagesOf = (reference: string): Promise<{ kind: string; body: string; author_role: string; language: string; answer: object | null }[]> =>
  telecase.db.query(`select m.kind, m.body, m.author_role, m.language, m.answer from messages m join cases c on c.id = m.case_id where c.reference = $1 order by m.created_at`, [reference]);
const actionsOn = async (reference: string, person: { id: string }): Promise<string[]> => {
  const rows: { action: string }[] = await telecase.db.query(`select action from access_log where case_reference = $1 and account_id = $2 and action not like 'case.accepted' order by id`, [reference, person.id]);
  return rows.map(({ action }) => action);
};
const eventsOn = async (reference: string): Promise<string[]> => {
  const rows: { type: string }[] = await telecase.db.query(`select type from events where payload ->> 'reference' = $1 order by occurred_at`, [reference]);
  return rows.map(({ type }) => type);
};
const count = (text: string, part: string) => text.split(part).length - 1;

it('carries a case from a question by a reply to an answer, a follow-up and a second answer', async () => {
  const reference = await story.accepted();
  const at = (path: string) => `/cases/${reference}/${path}`;
  expect((await doctor.get(at('discussion'))).text).toMatch(/id="answer"[\s\S]*id="ask"[\s\S]*id="write"/);

  const asked = await doctor.postFiles(at('questions'), { question: 'Is light touch felt?\nEyes closed.', language: 'fr' });
  expect(asked.status).toBe(303);
  expect(asked.location).toMatch(new RegExp(`^/cases/${reference}/discussion#m-[0-9a-f-]{36}$`));
  expect(await stateOf(reference)).toBe('information-requested');

  const waiting = (await nurse.get(at('discussion'))).text;
  expect(waiting).toContain('Reply to Dr A. Diallo');
  expect(waiting).toContain('<p lang="fr" dir="auto">Is light touch felt?<br>Eyes closed.</p>');
  expect(waiting).toMatch(/<button formaction="[^"]*\/replies">Reply<\/button><button class="quiet" formaction="[^"]*\/messages">Send<\/button>/);

  expect((await nurse.postFiles(at('replies'), { body: 'Yes, in all five plaques.', language: 'en' })).status).toBe(303);
  expect(await stateOf(reference)).toBe('with-specialist');

  expect((await doctor.postFiles(at('answers'), { impression: 'Tinea incognito', advice: 'Stop the steroid', watch: '', report: 'In two weeks', language: 'en' })).status).toBe(303);
  expect(await stateOf(reference)).toBe('answered');
  const answered = (await nurse.get(at('discussion'))).text;
  expect(answered).toMatch(/<li class="answer"[\s\S]*<dt lang="en">Impression<\/dt><dd dir="auto">Tinea incognito<\/dd>[\s\S]*<dt lang="en">Report back<\/dt>/);
  expect(answered).not.toContain('Look out for');
  expect(answered).toContain('Ask a follow-up question');

  expect((await nurse.postFiles(at('questions'), { body: 'Tablets for the brother?', language: 'en' })).status).toBe(303);
  expect(await stateOf(reference)).toBe('with-specialist');
  expect((await doctor.postFiles(at('answers'), { impression: 'As before', advice: 'Yes', language: 'en' })).status).toBe(303);

  expect((await messagesOf(reference)).map(({ kind, author_role }) => [kind, author_role])).toEqual([
    ['question', 'specialist'], ['reply', 'project-staff'], ['answer', 'specialist'], ['question', 'project-staff'], ['answer', 'specialist'],
  ]);
  expect(await eventsOn(reference)).toEqual(['cases.submitted', 'cases.allocated', 'cases.allocation-accepted', 'cases.information-requested', 'cases.project-replied', 'cases.answered', 'cases.project-replied', 'cases.answered']);
  expect(await actionsOn(reference, story.people.dermatologist)).toEqual(['case.discussion-viewed', 'case.information-requested', 'case.answered', 'case.answered']);
});

it('shows each form only to those it is for', async () => {
  const reference = await story.accepted();
  const forms = async (visitor: Visitor) => {
    const { text } = await visitor.get(`/cases/${reference}/discussion`);
    return ['write', 'answer', 'ask'].filter((id) => text.includes(`id="${id}"`));
  };
  expect(await forms(nurse)).toEqual(['write']);
  expect(await forms(doctor)).toEqual(['write', 'answer', 'ask']);
  expect(await forms(await story.signedIn(story.people.medco))).toEqual(['write']);
  expect(await forms(await story.signedIn(story.people.coordinator))).toEqual(['write']);

  const pediatrician = await story.signedIn(story.people.pediatrician);
  expect((await pediatrician.get(`/cases/${reference}/discussion`)).status).toBe(404);
  await story.allocate(reference, story.people.pediatrician, 'pediatrics');
  expect(await forms(pediatrician)).toEqual([]);
  for (const path of ['messages', 'answers', 'questions', 'replies']) expect((await pediatrician.postFiles(`/cases/${reference}/${path}`, { body: 'x', language: 'en' })).status).toBe(403);
  expect((await nurse.postFiles(`/cases/${reference}/answers`, { impression: 'x', advice: 'x', language: 'en' })).status).toBe(403);
  expect((await (await story.signedIn(story.people.stranger)).get(`/cases/${reference}/discussion`)).status).toBe(404);
  expect(await messagesOf(reference)).toEqual([]);
});

it('keeps everything typed when something lacks, and takes a form that is sent twice once', async () => {
  const reference = await story.accepted();
  const at = (path: string) => `/cases/${reference}/${path}`;
  const empty = await nurse.postFiles(at('messages'), { body: ' ', language: 'ar' });
  expect(empty.status).toBe(422);
  expect(empty.text).toContain('href="#body"');
  expect(empty.text).toContain('<option value="ar" lang="ar" selected>');

  const half = await doctor.postFiles(at('answers'), { impression: 'Psoriasis <b>?', advice: '', report: 'Dans deux semaines', language: 'fr' });
  expect(half.status).toBe(422);
  expect(half.text).toContain('Psoriasis &lt;b&gt;?');
  expect(half.text).toContain('Dans deux semaines');
  expect(half.text).toContain('href="#advice"');

  const long = await nurse.postFiles(at('messages'), { body: `Long ${'x'.repeat(20_000)}`, language: 'en' });
  expect(long.status).toBe(422);
  expect(long.text).toContain('Shorten this to 20,000 characters');
  expect(count(long.text, 'Long xxx')).toBe(1);

  const once = { body: 'Only once', language: 'en', _once: `once-${reference}` };
  const first = await nurse.postFiles(at('messages'), once);
  expect((await nurse.postFiles(at('messages'), once)).location).toBe(first.location);
  expect((await messagesOf(reference)).map(({ body }) => body)).toEqual(['Only once']);
  expect((await eventsOn(reference)).at(-1)).toBe('discussions.message-written');
});

it('draws the line above what is new, and says who has read what', async () => {
  const reference = await story.accepted();
  const page = async (visitor: Visitor) => (await visitor.get(`/cases/${reference}/discussion`)).text;
  const line = 'Nouveau depuis votre dernière visite';
  await nurse.postFiles(`/cases/${reference}/messages`, { body: 'First', language: 'en' });
  expect(await page(doctor)).not.toContain(line);
  await nurse.postFiles(`/cases/${reference}/messages`, { body: 'Second', language: 'en' });
  const news = await page(doctor);
  expect(news).toMatch(new RegExp(`First[\\s\\S]*${line}[\\s\\S]*Second`));
  expect(await page(doctor)).not.toContain(line);
  expect(count(await page(nurse), 'Read by Dr A. Diallo')).toBe(2);
});

it('puts a message right with another one, of one’s own only', async () => {
  const reference = await story.accepted();
  const at = (path: string) => `/cases/${reference}/${path}`;
  const { location } = await nurse.postFiles(at('messages'), { body: 'Weight 12 kg', language: 'en' });
  const id = location!.split('#m-')[1]!;
  expect((await nurse.get(at(`discussion?corrects=${id}`))).text).toMatch(/Correct your message of today[\s\S]*Weight 12 kg<\/textarea>/);
  expect((await doctor.get(at(`discussion?corrects=${id}`))).text).not.toContain(`name="corrects"`);
  expect((await doctor.postFiles(at('messages'), { body: 'No', language: 'en', corrects: id })).status).toBe(403);
  expect((await nurse.postFiles(at('messages'), { body: 'Weight 21 kg', language: 'en', corrects: id })).status).toBe(303);
  const { text } = await nurse.get(at('discussion'));
  expect(text).toMatch(/Corrected by the message of today[\s\S]*Weight 12 kg[\s\S]*Corrects the message of today[\s\S]*Weight 21 kg/);

  const answer = (await doctor.postFiles(at('answers'), { impression: 'Tinea', advice: '125 mg', language: 'en' })).location!.split('#m-')[1]!;
  expect((await doctor.get(at(`discussion?corrects=${answer}`))).text).toMatch(/id="answer"[\s\S]*125 mg<\/textarea>/);
  expect((await doctor.postFiles(at('answers'), { impression: 'Tinea', advice: '250 mg', language: 'en', corrects: answer })).status).toBe(303);
  expect((await nurse.get(at('discussion'))).text).toMatch(/125 mg[\s\S]*250 mg/);
});

it('leaves open what was asked since, when an earlier answer is put right', async () => {
  const reference = await story.accepted();
  const at = (path: string) => `/cases/${reference}/${path}`;
  const write = async (by: Visitor, path: string, fields: Record<string, string>) => (await by.postFiles(at(path), { language: 'en', ...fields })).location?.split('#m-')[1];
  const corrects = (await write(doctor, 'answers', { impression: 'Tinea', advice: '125 mg' }))!;
  await write(nurse, 'questions', { body: 'For how long?' });
  expect(await stateOf(reference)).toBe('with-specialist');
  expect(await write(doctor, 'answers', { impression: 'Tinea', advice: '250 mg', corrects })).toBeTruthy();
  expect(await stateOf(reference)).toBe('with-specialist');
  expect((await doctor.get('/to-do')).text).toContain(reference);

  await write(doctor, 'questions', { question: 'Is the liver all right?' });
  expect(await write(doctor, 'answers', { impression: 'Tinea', advice: '200 mg', corrects })).toBeTruthy();
  expect(await stateOf(reference)).toBe('information-requested');
  expect(await write(nurse, 'replies', { body: 'It is' })).toBeTruthy();
  expect(await write(doctor, 'answers', { impression: 'Tinea', advice: 'Four weeks' })).toBeTruthy();
  expect(await stateOf(reference)).toBe('answered');
  expect(await write(doctor, 'answers', { impression: 'Tinea', advice: 'Six weeks', corrects })).toBeTruthy();
  expect(await stateOf(reference)).toBe('answered');
});

it('gives back what was written when it came too late', async () => {
  const reference = await story.accepted();
  const late = await nurse.postFiles(`/cases/${reference}/replies`, { body: 'Nobody asked me', language: 'en' });
  expect(late.status).toBe(409);
  expect(late.text).toMatch(/Your message was not sent[\s\S]*<textarea id="body"[^>]*>\s*Nobody asked me<\/textarea>/);

  await story.close(reference);
  const closed = await doctor.postFiles(`/cases/${reference}/answers`, { impression: 'Too late', advice: 'Alas', language: 'fr' });
  expect(closed.status).toBe(409);
  expect(closed.text).toMatch(/<textarea id="unsent"[^>]*readonly[^>]*>\s*Too late\n\nAlas<\/textarea>/);
  expect((await nurse.postFiles(`/cases/${reference}/messages`, { body: 'x', language: 'en' })).status).toBe(409);
  expect(await messagesOf(reference)).toEqual([]);
});

it('tells the specialists who answered what became of the patient, after the case is closed', async () => {
  const reference = await story.accepted();
  const outcome = `/cases/${reference}/outcome`;
  await doctor.postFiles(`/cases/${reference}/answers`, { impression: 'Tinea', advice: 'Cream', language: 'en' });
  expect((await nurse.get(outcome)).status).toBe(409);
  await story.close(reference);
  expect((await nurse.get(outcome)).text).toContain('How is the patient?');
  const lacking = await nurse.post(outcome, { 'carried-out': 'all', changed: 'Yes, no steroid' });
  expect(lacking.status).toBe(422);
  expect(lacking.text).toContain('Yes, no steroid');
  expect((await nurse.post(outcome, { 'carried-out': 'all', condition: 'better', changed: 'Yes, no steroid' })).status).toBe(303);
  expect((await messagesOf(reference)).at(-1)).toMatchObject({ kind: 'outcome', body: expect.stringContaining('How is the patient?\nBetter') });
  const [event] = await telecase.db.query(`select payload from events where type = 'discussions.outcome-reported' and payload ->> 'reference' = $1`, [reference]);
  expect(event.payload.specialistIds).toEqual([story.people.dermatologist.id]);
  expect((await doctor.post(outcome, { 'carried-out': 'all', condition: 'better', changed: 'x' })).status).toBe(403);
  expect(await actionsOn(reference, story.people.nurse)).toContain('case.outcome-reported');
});

it('gives back what was written when the case can take no more files', async () => {
  const reference = await story.accepted();
  await telecase.db.query(
    `insert into attachments (id, case_id, name, type_group, extension, media_type, bytes, sha256, storage_key, preview_state)
     select gen_random_uuid(), c.id, 'note.txt', 'document', 'txt', 'text/plain', 1, '00', '', 'none' from cases c, generate_series(1, 300) where c.reference = $1`, [reference]);
  const full = await nurse.postFiles(`/cases/${reference}/messages`, { body: 'One more', language: 'en' }, [{ name: 'drugs.csv', bytes: Buffer.from('drug,dose\nclotrimazole,1\n') }]);
  expect(full.status).toBe(422);
  expect(full.text).toMatch(/Your message was not sent[\s\S]*One more<\/textarea>/);
  expect(await messagesOf(reference)).toEqual([]);
});

it('keeps the files of a message with it, and says which were refused while the words arrive', async () => {
  const reference = await story.accepted();
  const sent = await nurse.postFiles(`/cases/${reference}/messages`, { body: 'The list', language: 'en' }, [{ name: 'drugs.csv', bytes: Buffer.from('drug,dose\nclotrimazole,1\n') }]);
  expect(sent.status).toBe(303);
  expect((await doctor.get(`/cases/${reference}/discussion`)).text).toMatch(/The list[\s\S]*<bdi>drugs\.csv<\/bdi>/);

  const refused = await nurse.postFiles(`/cases/${reference}/messages`, { body: 'And a picture', language: 'en' }, [{ name: 'rash.jpg', bytes: Buffer.from('drug,dose\n') }]);
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('Your message was sent, but not every file.');
  expect(refused.text).toContain('rash.jpg');
  expect((await messagesOf(reference)).map(({ body }) => body)).toEqual(['The list', 'And a picture']);
  const [{ count: files }] = await telecase.db.query(`select count(*)::int from attachments a join cases c on c.id = a.case_id where c.reference = $1 and a.message_id is not null`, [reference]);
  expect(files).toBe(1);
});
