import { CASE_STATES } from '../../src/cases/case.state.js';
import { loadDemo } from '../../src/demo/load-demo.js';
import { startApp, type TestApp } from '../support/app.js';

let telecase: TestApp;
let lines: string[];
beforeAll(async () => {
  telecase = await startApp();
  lines = await loadDemo(telecase.app, telecase.settings);
  await vi.waitFor(() => telecase.settled(), { timeout: 100_000 });
}, 120_000);
afterAll(() => telecase.stop());

const passwordOf = (printed: string[]) => / password (\S+)$/.exec(printed[0]!)![1]!;
const count = async (what: string) => (await telecase.db.query(`select count(*)::int as count from ${what}`))[0].count as number;
const signedIn = async (handle: string, password = passwordOf(lines)) => {
  const visitor = telecase.visitor();
  expect((await visitor.signIn(`${handle}@demo.example`, password)).status).toBe(303);
  return visitor;
};

it('introduces every account, aligned, with the one password', () => {
  expect(passwordOf(lines)).toMatch(/^[a-z]{4}(-[a-z]{4}){3}$/);
  expect(lines.slice(1).map((line) => /^ {2}(\S+)@demo\.example +\S/.exec(line)?.[1])).toEqual([
    'staff', 'staff-b', 'staff-c', 'medco', 'medco-c', 'dermatology', 'pediatrics', 'psychiatry', 'obgyn', 'coordinator', 'admin', 'auditor',
  ]);
  expect(new Set(lines.slice(1).map((line) => /^ {2}\S+ +/.exec(line)![0].length)).size).toBe(1);
});

it('has cases in every state, and of every kind that people will ask to see', async () => {
  const states: { state: string }[] = await telecase.db.query(`select distinct state from cases`);
  expect(states.map(({ state }) => state).sort()).toEqual([...CASE_STATES].sort());
  for (const some of [
    `cases where kind = 'training'`, `cases where kind = 'radiology'`, `cases where is_urgent`, `cases where language = 'fr'`,
    `cases where state = 'draft' and continues_id is not null`,
    `cases c where exists (select from case_allocations a where a.case_id = c.id and a.state = 'refused') and exists (select from case_allocations a where a.case_id = c.id and a.state = 'accepted')`,
    `cases c where (select count(distinct specialty) from case_allocations a where a.case_id = c.id and a.state <> 'refused') = 2`,
    `cases c where state = 'with-specialist' and exists (select from case_allocations a where a.case_id = c.id and a.state = 'accepted' and a.due_at < now())`,
    `cases c where state = 'with-specialist' and not exists (select from case_allocations a where a.case_id = c.id and a.due_at < now() and a.state = 'accepted')`,
    `cases where closed_at < now() - interval '21 days'`, `messages where kind = 'outcome'`, `patients where age_unit = 'days' and age_value = 4`,
    `access_log where case_reference is not null`,
  ]) expect(await count(some), some).toBeGreaterThan(0);
});

it('happened before it was told, one thing after the other', async () => {
  expect(await count(`cases where greatest(created_at, state_since, last_activity_at, submitted_at, closed_at) > now() - interval '20 minutes'`)).toBe(0);
  expect(await count(`cases where created_at > submitted_at or submitted_at > state_since or state_since > last_activity_at`)).toBe(0);
  expect(await count(`messages m join cases c on c.id = m.case_id where m.kind <> 'outcome' and (m.created_at < c.submitted_at or m.created_at > c.closed_at)`)).toBe(0);
  expect(await count(`case_allocations a join cases c on c.id = a.case_id where a.created_at < c.submitted_at or a.accepted_at < a.created_at or a.answered_at < a.accepted_at`)).toBe(0);
  const wrong = `case_history h join (select case_id, at, lag(to_state) over (partition by case_id order by at) as before from case_history where to_state is not null) earlier using (case_id, at) where h.from_state is not null and earlier.before is distinct from h.from_state and h.what <> 'submitted'`;
  expect(await count(wrong)).toBe(0);
});

it('keeps closed cases closed', async () => {
  await expect(telecase.db.query(`update cases set title = 'x' where state = 'closed'`)).rejects.toMatchObject({ driverError: { code: 'TC001' } });
});

it('has pictures of several formats to look at, and those of a checklist under their views', async () => {
  const files: { extension: string; preview_state: string; width: number }[] = await telecase.db.query(`select extension, preview_state, width from attachments where uploaded_by is not null`);
  expect([...new Set(files.map(({ extension }) => extension))].sort()).toEqual(['bmp', 'dcm', 'jpg', 'pdf', 'tif']);
  expect(files.filter(({ preview_state }) => preview_state !== 'ready')).toEqual([]);
  expect(await count(`(select case_id from attachments where view <> 'additional' group by case_id having count(distinct view) = 3) complete`)).toBe(3);
  expect(await count(`attachments where uploaded_by is null and extension = 'pdf'`)).toBe(2);
});

it('proposes to the coordinators whom to ask in place of somebody who is late', async () => {
  const { text } = await (await signedIn('coordinator')).get('/to-do');
  expect(text).toMatch(/Dr L\. Haddad should have answered .*Dr M\. Ferreira could answer instead/);
  expect(text).toContain('Ask Dr M. Ferreira too');
  expect(await count(`case_history where what = 'late-overdue' and at < now() - interval '1 day'`)).toBeGreaterThan(0);
});

it('tells nobody what is long past', async () => {
  await telecase.db.query(`select graphile_worker.add_job('raise-alarms')`);
  await telecase.settled();
  expect(await count('notifications')).toBe(0);
});

it.each([
  ['staff', 6], ['staff-b', 3], ['staff-c', 1], ['medco', 0], ['medco-c', 0], ['dermatology', 1], ['pediatrics', 1], ['psychiatry', 1], ['obgyn', 1], ['coordinator', 3],
])('lets %s in, for whom %i cases wait', async (handle, waiting) => {
  const visitor = await signedIn(handle);
  const { status, text } = await visitor.get('/to-do');
  expect(status).toBe(200);
  const yours = text.split('id="others"')[0]!;
  expect(yours.match(/class="case-row/g)?.length ?? 0).toBe(waiting);
});

it('shows every page of every case to whoever may see it', async () => {
  const visitors = [await signedIn('coordinator'), await signedIn('staff')];
  const cases: { reference: string; state: string }[] = await telecase.db.query(`select reference, state from cases where state <> 'draft' or reference like 'BUN-%'`);
  for (const { reference, state } of cases) {
    const visitor = visitors[state === 'draft' ? 1 : 0]!;
    const pages = state === 'draft' ? ['/edit'] : ['', '/discussion', '/attachments', '/history'];
    for (const page of pages) expect((await visitor.get(`/cases/${reference}${page}`)).status, `${reference}${page}`).toBe(200);
  }
});

it('adds nothing at a second start, and prints the same', async () => {
  const before = await Promise.all(['accounts', 'cases', 'messages', 'attachments', 'access_log', 'events'].map(count));
  expect(await loadDemo(telecase.app, telecase.settings)).toEqual(lines);
  expect(await Promise.all(['accounts', 'cases', 'messages', 'attachments', 'access_log', 'events'].map(count))).toEqual(before);
});

it('follows the password that is set, for whoever is still let in', async () => {
  await telecase.db.query(`update accounts set state = 'disabled' where email = 'auditor@demo.example'`);
  const set = Object.assign(Object.create(telecase.settings), { DEMO_PASSWORD: 'Nine quiet herons' });
  const printed = await loadDemo(telecase.app, set);
  expect(printed[0]).toBe('Demo accounts, all with the password Nine quiet herons');
  expect(printed.join()).not.toContain('auditor@');
  await signedIn('medco', 'Nine quiet herons');
  expect((await telecase.visitor().signIn('auditor@demo.example', 'Nine quiet herons')).status).toBe(422);
  expect(passwordOf(await loadDemo(telecase.app, telecase.settings))).toBe(passwordOf(lines));
  await signedIn('medco');
});

describe('in a database of its own', () => {
  let other: TestApp;
  beforeEach(async () => {
    other = await startApp();
  });
  afterEach(() => other.stop());

  it('leaves nothing behind when it breaks off, and is whole the next time', async () => {
    await other.db.query(`create function stop_here() returns trigger language plpgsql as $$ begin raise exception 'stop'; end $$`);
    await other.db.query(`create trigger stop_here before insert on messages for each row when (new.kind = 'outcome') execute function stop_here()`);
    await expect(loadDemo(other.app, other.settings)).rejects.toThrow('stop');
    for (const table of ['accounts', 'missions', 'cases', 'attachments', 'access_log', 'graphile_worker.jobs']) expect((await other.db.query(`select count(*)::int as count from ${table}`))[0].count, table).toBe(0);
    await other.db.query(`drop trigger stop_here on messages`);
    expect(await loadDemo(other.app, other.settings)).toHaveLength(13);
  });

  it('is not for a database that is in use', async () => {
    const mission = await other.world.mission('Elsewhere');
    await other.world.person('Nurse A. Other', { roles: ['project-staff'], projects: [await other.world.project(mission, 'ELS', 'Elsewhere')] });
    expect(await loadDemo(other.app, other.settings)).toEqual([]);
    expect((await other.db.query(`select count(*)::int as count from cases`))[0].count).toBe(0);
  });
});
