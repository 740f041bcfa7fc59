import { startApp, type TestApp } from '../support/app.js';
import { aCaseForm, aMission, posts, signedIn, type Cast } from '../support/stories.js';
import type { Visitor } from '../support/visitor.js';

let telecase: TestApp;
let cast: Cast;
let staff: Visitor, coordinator: Visitor, specialist: Visitor;

beforeAll(async () => {
  telecase = await startApp();
  cast = await aMission(telecase);
  [staff, coordinator, specialist] = await Promise.all([cast.staff, cast.coordinator, cast.specialist].map((person) => signedIn(telecase, person))) as [Visitor, Visitor, Visitor];
});
afterAll(() => telecase.stop());

const stateOf = async (reference: string) => (await telecase.db.query(`select state from cases where reference = $1`, [reference]))[0]?.state;
const logOf = async (reference: string) => (await telecase.db.query(`select action from access_log where case_reference = $1 order by id`, [reference])).map((row: { action: string }) => row.action);

it('goes from a form to an answer and to its end', async () => {
  const reference = await posts(staff, aCaseForm(cast.project));
  expect(reference).toMatch(/^BUN-\d{4}-\d{4}$/);
  expect((await staff.get(`/to-do?posted=${reference}`)).text).toContain(`Case posted: ${reference}.`);

  expect((await specialist.get(`/cases/${reference}`)).status).toBe(404);
  expect((await coordinator.post(`/cases/${reference}/allocations`, { specialty: 'dermatology', specialist: cast.specialist.id, due: '', note: '' })).status).toBe(303);
  expect(await stateOf(reference)).toBe('allocated');

  expect((await specialist.post(`/cases/${reference}/answers`, { impression: 'x', advice: 'y' })).status).toBe(403);
  expect((await specialist.post(`/cases/${reference}/acceptance`)).status).toBe(303);
  expect(await stateOf(reference)).toBe('with-specialist');
  expect((await specialist.postFiles(`/cases/${reference}/questions`, { question: 'Is light touch felt?', language: 'en' })).status).toBe(303);
  expect(await stateOf(reference)).toBe('information-requested');

  expect((await staff.get('/to-do')).text).toContain('Reply to Dermatologist BUN’s question');
  expect((await staff.postFiles(`/cases/${reference}/replies`, { body: 'Yes, everywhere.', language: 'en' })).status).toBe(303);
  expect(await stateOf(reference)).toBe('with-specialist');
  expect((await specialist.postFiles(`/cases/${reference}/answers`, { impression: 'Ringworm', advice: 'Stop the steroid.', language: 'en' })).status).toBe(303);
  expect(await stateOf(reference)).toBe('answered');

  expect((await staff.get(`/cases/${reference}/discussion`)).text).toContain('Ringworm');
  const closing = { 'carried-out': 'all', condition: 'better', changed: 'Yes', remark: '' };
  const unsaid = await staff.post(`/cases/${reference}/closure`, { ...closing, changed: '' });
  expect(unsaid.status).toBe(422);
  expect(unsaid.text).toContain('<a href="#changed">Did it change what you did? Say whether it changed what you did</a>');
  expect((await staff.post(`/cases/${reference}/closure`, closing)).status).toBe(303);
  expect((await staff.post(`/cases/${reference}/closure`, closing)).status).toBe(409);
  expect((await staff.get(`/cases/${reference}`)).text).toContain('This case is closed. Nothing can be added.');

  const { location } = await staff.post(`/cases/${reference}/continuation`);
  expect(location).toMatch(/^\/cases\/BUN-\d{4}-\d{4}\/edit$/);
  expect((await staff.post(`/cases/${reference}/continuation`)).location).toBe(location);
  await telecase.settled();
  expect((await staff.get(location!)).text).toContain(`${reference}`);
  expect(await logOf(reference)).toEqual(expect.arrayContaining(['case.draft-saved', 'case.submitted', 'case.allocated', 'case.accepted', 'case.information-requested', 'case.replied', 'case.answered', 'case.discussion-viewed', 'case.closed', 'case.viewed', 'case.continued']));
});

it('goes back to the coordinators with the reason when it is refused', async () => {
  const reference = await posts(staff, aCaseForm(cast.project));
  await coordinator.post(`/cases/${reference}/allocations`, { specialty: 'dermatology', specialist: cast.specialist.id, due: '', note: '' });
  expect((await specialist.post(`/cases/${reference}/refusal`, { reason: ' ' })).status).toBe(422);
  expect((await specialist.post(`/cases/${reference}/refusal`, { reason: 'On leave from tonight' })).location).toContain('/to-do');
  expect(await stateOf(reference)).toBe('awaiting-allocation');
  expect((await specialist.get(`/cases/${reference}`)).status).toBe(404);
  expect((await coordinator.get(`/cases/${reference}/history`)).text).toContain('On leave from tonight');
});

it('takes nothing that comes after its closing, however many write at once', async () => {
  const other = await posts(staff, aCaseForm(cast.project));
  const writes = Array.from({ length: 6 }, (_, at) => staff.postFiles(`/cases/${other}/messages`, { body: `Message ${at}`, language: 'en' }));
  const [closed, ...written] = await Promise.all([staff.post(`/cases/${other}/closure`, { skip: 'Moved to another hospital' }), ...writes]);
  expect(closed!.status).toBe(303);
  expect(written.every(({ status }) => status === 303 || status === 409)).toBe(true);
  const [{ late }] = await telecase.db.query(`select count(*)::int as late from messages m join cases c on c.id = m.case_id where c.reference = $1 and m.created_at > c.closed_at`, [other]);
  expect(late).toBe(0);
  expect((await staff.postFiles(`/cases/${other}/messages`, { body: 'Too late', language: 'en' })).status).toBe(409);
});

it('is kept closed by the database itself', async () => {
  const reference = await posts(staff, aCaseForm(cast.project));
  await staff.post(`/cases/${reference}/closure`, { skip: 'Moved' });
  const [{ id }] = await telecase.db.query(`select id from cases where reference = $1`, [reference]);
  await expect(telecase.db.query(`update cases set title = 'x' where id = $1`, [id])).rejects.toMatchObject({ code: 'TC001' });
  await expect(telecase.db.query(`insert into messages (id, case_id, author_id, author_role, kind, body, language) values (gen_random_uuid(), $1, $2, 'project-staff', 'comment', 'x', 'en')`, [id, cast.staff.id])).rejects.toMatchObject({ code: 'TC001' });
});
