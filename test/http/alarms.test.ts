import { RAISE } from '../../src/cases/case.alarms.js';
import { CasesModule } from '../../src/cases/index.js';
import { RAISE_ALARMS, RaiseAlarms } from '../../src/cases/jobs/raise-alarms.js';
import { newDatabase, startApp, type TestApp } from '../support/app.js';
import { aCaseForm, aMission, posts, signedIn, type Cast } from '../support/stories.js';
import type { Visitor } from '../support/visitor.js';

const HOUR = 3_600_000;
let telecase: TestApp;
let twin: TestApp;
let cast: Cast;
let staff: Visitor, coordinator: Visitor, specialist: Visitor;

/** Two processes on one database. */
beforeAll(async () => {
  const url = await newDatabase();
  telecase = await startApp({}, url);
  twin = await startApp({}, url);
  cast = await aMission(telecase);
  [staff, coordinator, specialist] = await Promise.all([cast.staff, cast.coordinator, cast.specialist].map((person) => signedIn(telecase, person))) as [Visitor, Visitor, Visitor];
});
afterAll(async () => {
  await twin.stop();
  await telecase.stop();
});

const sweepOf = ({ app }: TestApp) => app.select(CasesModule).get(RaiseAlarms);
const hence = (hours: number) => new Date(Date.now() + hours * HOUR);
/** What the coordinator has been told of a case after sweeps at these times, in hours from now. */
async function alarms(reference: string, ...at: number[]): Promise<string[]> {
  for (const hours of at) await sweepOf(telecase).sweep(hence(hours));
  await telecase.settled();
  const rows = await telecase.db.query(`select kind, email from notifications where case_reference = $1 and kind in ('case-unallocated', 'case-overdue', 'case-unanswered') order by created_at, kind`, [reference]);
  for (const { email } of rows) expect(email).toBe(cast.coordinator.email);
  return rows.map(({ kind }: { kind: string }) => kind.replace('case-', ''));
}
const posted = (more = {}) => posts(staff, aCaseForm(cast.project, more));
const allocated = async (dueIn = 2) => {
  const reference = await posted();
  expect((await coordinator.post(`/cases/${reference}/allocations`, { specialty: 'dermatology', specialist: cast.specialist.id })).status).toBe(303);
  await telecase.db.query(`update case_allocations set due_at = $2 where case_id = (select id from cases where reference = $1)`, [reference, hence(dueIn)]);
  return reference;
};
const allocationOf = async (reference: string): Promise<string> => (await telecase.db.query(`select a.id from case_allocations a join cases c on c.id = a.case_id where c.reference = $1`, [reference]))[0].id;

it('tells the coordinators of a case that nobody allocates within an hour, once', async () => {
  const reference = await posted();
  expect(await alarms(reference, 0.9)).toEqual([]);
  expect(await alarms(reference, 1.01, 1.02, 30)).toEqual(['unallocated']);
  expect((await coordinator.get(`/cases/${reference}/history`)).text).toContain('Telecase told the coordinators: not allocated in time');
});

it('tells them again when it came back and waits for another hour', async () => {
  const reference = await allocated(50);
  expect((await specialist.post(`/cases/${reference}/refusal`, { reason: 'On leave' })).status).toBe(303);
  expect(await alarms(reference, 1.01, 1.5)).toEqual(['unallocated']);
  await telecase.db.query(`update cases set state_since = state_since + interval '2 hours' where reference = $1`, [reference]);
  expect(await alarms(reference, 2.9)).toEqual(['unallocated']);
  expect(await alarms(reference, 3.01, 4)).toEqual(['unallocated', 'unallocated']);
});

it('tells them at the due time of an allocation, accepted or not, once each', async () => {
  const reference = await allocated(2);
  expect(await alarms(reference, 1.9)).toEqual([]);
  expect(await alarms(reference, 2.1, 2.2)).toEqual(['overdue']);
  expect((await specialist.post(`/cases/${reference}/acceptance`)).status).toBe(303);
  expect(await alarms(reference, 2.3, 20)).toEqual(['overdue']);
  expect((await coordinator.get(`/cases/${reference}/history`)).text).toContain('Telecase told the coordinators: Dermatologist BUN has not answered in time');
});

it('moves with the due time', async () => {
  const reference = await allocated(2);
  const due = hence(10).toISOString().slice(0, 16);
  await telecase.db.query(`update accounts set time_zone = 'UTC' where id = $1`, [cast.coordinator.id]);
  expect((await coordinator.post(`/cases/${reference}/allocations/${await allocationOf(reference)}/due-time`, { due })).status).toBe(303);
  expect(await alarms(reference, 9)).toEqual([]);
  expect(await alarms(reference, 10.1, 11)).toEqual(['overdue']);
});

it('tells them when nobody has answered for 72 hours, whatever happened since', async () => {
  const reference = await allocated(200);
  expect((await specialist.post(`/cases/${reference}/acceptance`)).status).toBe(303);
  expect((await specialist.postFiles(`/cases/${reference}/questions`, { question: 'Since when?', language: 'en' })).status).toBe(303);
  expect(await alarms(reference, 71.9)).toEqual([]);
  expect(await alarms(reference, 72.1, 100, 300)).toEqual(['unanswered']);
});

describe('is silent', () => {
  it('once it is answered', async () => {
    const reference = await allocated(2);
    await specialist.post(`/cases/${reference}/acceptance`);
    expect((await specialist.postFiles(`/cases/${reference}/answers`, { impression: 'Tinea', advice: 'Cream', language: 'en' })).status).toBe(303);
    expect(await alarms(reference, 2.1, 100)).toEqual([]);
  });

  it('once it is closed', async () => {
    const references = [await posted(), await allocated(2)];
    for (const reference of references) expect((await staff.post(`/cases/${reference}/closure`, { skip: 'Moved' })).status).toBe(303);
    for (const reference of references) expect(await alarms(reference, 2.1, 100)).toEqual([]);
  });

  it('of a question that waits for the project, before its 72 hours', async () => {
    const reference = await allocated(2);
    await specialist.post(`/cases/${reference}/acceptance`);
    await specialist.postFiles(`/cases/${reference}/questions`, { question: 'Since when?', language: 'en' });
    expect(await alarms(reference, 2.1, 60)).toEqual([]);
  });

  it('but not of a training case: it waits like any other', async () => {
    expect(await alarms(await posted({ kind: 'training' }), 1.01)).toEqual(['unallocated']);
  });
});

it('is raised once by two processes that look at the same time, and by the job however often it runs', async () => {
  const references = await Promise.all(Array.from({ length: 8 }, () => posted()));
  await Promise.all([telecase, twin, telecase, twin].map((one) => sweepOf(one).sweep(hence(1.01))));
  for (const reference of references) expect(await alarms(reference)).toEqual(['unallocated']);

  const late = await posted();
  await telecase.db.query(`update cases set state_since = now() - interval '2 hours' where reference = $1`, [late]);
  for (let times = 0; times < 4; times += 1) await telecase.db.query(`select graphile_worker.add_job($1)`, [RAISE_ALARMS]);
  expect(await alarms(late)).toEqual(['unallocated']);
  const [{ marks, events }] = await telecase.db.query(`select (select count(*)::int from case_alarms) as marks, (select count(*)::int from events where type = 'cases.overdue') as events`);
  expect(marks).toBe(events);
});

it('leaves a case that is being changed at the moment for the next time', async () => {
  const reference = await posted();
  const holder = telecase.db.createQueryRunner();
  await holder.startTransaction();
  await holder.query(`update cases set last_activity_at = last_activity_at + interval '1 millisecond' where reference = $1`, [reference]);
  expect(await alarms(reference, 1.01)).toEqual([]);
  await holder.commitTransaction();
  await holder.release();
  expect(await alarms(reference, 1.01)).toEqual(['unallocated']);
});

it('reads what belongs to open cases, however many have ended', async () => {
  const run = telecase.db.createQueryRunner();
  await run.startTransaction();
  await run.query(`set local session_replication_role = replica`);
  await run.query(
    `insert into cases (id, reference, project_id, author_id, state, state_since, last_activity_at, kind, title, specialty, is_urgent, language, form, section_versions, version, submitted_at, closed_at, closing, patient_id)
     select gen_random_uuid(), 'OLD-2020-' || n, $1, $2, 'closed', now(), now(), 'clinical', 'x', 'dermatology', false, 'en', '{}', '{}', 1, now(), now(), '{}', (select id from patients limit 1) from generate_series(10000, 30000) n`, [cast.project, cast.staff.id]);
  await run.query(
    `insert into case_allocations (id, case_id, specialist_id, specialty, state, state_since, allocated_by, due_at) select gen_random_uuid(), id, $1, 'dermatology', 'accepted', now(), $2, now() from cases where reference like 'OLD-%'`, [cast.specialist.id, cast.coordinator.id]);
  await run.query(`insert into case_alarms (case_id, kind, due_at, raised_at) select id, 'unallocated', now(), now() from cases where reference like 'OLD-%'`);
  for (const table of ['cases', 'case_allocations', 'case_alarms']) await run.query(`analyze ${table}`);
  const plan: { 'QUERY PLAN': string }[] = await run.query(`explain ${RAISE}`, [hence(0), 1, 72, 100]);
  await run.rollbackTransaction();
  await run.release();
  const lines = plan.map((line) => line['QUERY PLAN']);
  expect(lines.some((line) => line.includes('cases_without_end'))).toBe(true);
  expect(lines.filter((line) => line.includes('Seq Scan'))).toEqual([]);
});

it('is raised by whoever starts next, when nobody ran at the time', async () => {
  const reference = await posted();
  await telecase.db.query(`update cases set state_since = now() - interval '3 days', submitted_at = now() - interval '4 days' where reference = $1`, [reference]);
  expect((await alarms(reference, 0)).sort()).toEqual(['unallocated', 'unanswered']);
});
