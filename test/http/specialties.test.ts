import { startApp, type TestApp } from '../support/app.js';
import { caseStory, type CaseStory } from '../support/case-story.js';
import type { Visitor } from '../support/visitor.js';
import { PASSWORD } from '../support/world.js';

let telecase: TestApp;
let story: CaseStory;
let desk: Visitor;

beforeAll(async () => {
  telecase = await startApp();
  story = await caseStory(telecase);
  const admin = await telecase.world.person('T. Berg', { roles: ['administrator'], language: 'fr' });
  desk = telecase.visitor();
  await desk.signIn(admin.email, PASSWORD);
});
afterAll(() => telecase.stop());

const ALWAYS = { target: '24', days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '24:00', zone: 'UTC' };
const HOUR = 3_600_000;
const dueOf = async (reference: string): Promise<Date> =>
  (await telecase.db.query(`select due_at from case_allocations a join cases c on c.id = a.case_id where c.reference = $1 order by a.created_at desc`, [reference]))[0].due_at;

it('shows when each specialty serves, who is in it and what it asks', async () => {
  const list = (await desk.get('/admin/specialties')).text;
  for (const shown of ['Dermatologie', 'Radiologie', 'Europe/Brussels']) expect(list).toContain(shown);
  const one = (await desk.get('/admin/specialties/dermatology')).text;
  for (const shown of [story.people.dermatologist.name, 'Voir les sections']) expect(one).toContain(shown);
  const asks = (await desk.get('/admin/specialties/dermatology?show=asks')).text;
  for (const shown of ['Prurit', 'Au moins 3 images']) expect(asks).toContain(shown);
  expect((await desk.get('/admin/specialties/surgery')).status).toBe(404);
});

it('counts the next due time by what an administrator has set, and leaves alone the one that was', async () => {
  const nurse = await story.signedIn(story.people.nurse);
  const before = await story.posted(nurse);
  await story.allocate(before, story.people.dermatologist, 'dermatology');
  const due = await dueOf(before);

  expect((await desk.post('/admin/specialties/dermatology', ALWAYS)).location).toBe('/admin/specialties/dermatology?done=saved');
  expect(await dueOf(before)).toEqual(due);
  const after = await story.posted(nurse);
  const from = Date.now();
  await story.allocate(after, story.people.dermatologist, 'dermatology');
  expect(((await dueOf(after)).getTime() - from) / HOUR).toBeCloseTo(24, 1);
  const logged: { what: string }[] = await telecase.db.query(`select what from access_log where action = 'specialty.changed' order by id`);
  expect(logged.map(({ what }) => what)).toEqual([
    'Dermatology: First answer within: 2 → 24',
    'Dermatology: Time zone: Europe/Brussels → UTC',
    'Dermatology: Days: Monday, Tuesday, Wednesday, Thursday, Friday → Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday',
    'Dermatology: From: 09:00 → 00:00',
    'Dermatology: To: 17:00 → 24:00',
  ]);
});

it.each([{ target: '0' }, { target: '1001' }, { target: 'soon' }, { days: [] }, { days: 'someday' }, { from: '9' }, { to: '25:00' }, { from: '17:00', to: '09:00' }, { zone: 'Mars/Base' }])('refuses a service that can’t be: %o', async (wrong) => {
  const answer = await desk.post('/admin/specialties/radiology', { ...ALWAYS, ...wrong });
  expect(answer.status).toBe(422);
  expect(await telecase.db.query(`select from specialty_services where specialty = 'radiology'`)).toEqual([]);
});
