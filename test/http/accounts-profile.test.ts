import { People, Projects } from '../../src/accounts/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { PASSWORD, type Person } from '../support/world.js';

let telecase: TestApp;
let project: string;
let mission: string;
let specialist: Person;
let staff: Person;

beforeAll(async () => {
  telecase = await startApp();
  mission = await telecase.world.mission('Karesh');
  project = await telecase.world.project(mission, 'BUN', 'Bunara hospital');
  specialist = await telecase.world.person('Dr A. Diallo', { roles: ['specialist'], specialties: ['dermatology'], timeZone: 'Pacific/Kiritimati' });
  staff = await telecase.world.person('Nurse M. Okello', { roles: ['project-staff'], projects: [project] });
});
afterAll(() => telecase.stop());
afterEach(() => telecase.db.query(`delete from rate_limits`));

const signedIn = async ({ email }: Person, password = PASSWORD) => {
  const visitor = telecase.visitor();
  expect((await visitor.signIn(email, password)).status).toBe(303);
  return visitor;
};
const dayIn = (timeZone: string, days = 0) => new Intl.DateTimeFormat('en-CA', { timeZone }).format(Date.now() + days * 86_400_000);

it('saves language and time zone, and speaks that language from then on', async () => {
  const visitor = await signedIn(staff);
  expect((await visitor.post('/profile', { language: 'xx', zone: 'Europe/Paris' })).status).toBe(422);
  expect((await visitor.post('/profile', { language: 'fr', zone: 'Mars/Olympus' })).status).toBe(422);
  const saved = await visitor.post('/profile', { language: 'fr', zone: 'Europe/Paris' });
  const page = (await visitor.get(saved.location!)).text;
  expect(page).toContain('Vos modifications sont enregistrées.');
  expect(page).toContain('<option selected>Europe/Paris');
  expect(page).not.toContain('Absences');
});

it('keeps a specialist’s absences, judged in their own time zone', async () => {
  const people = telecase.app.get(People);
  const visitor = await signedIn(specialist);
  const [today, tomorrow] = [dayIn('Pacific/Kiritimati'), dayIn('Pacific/Kiritimati', 1)];
  expect((await visitor.post('/profile/absences', { first: tomorrow, last: today })).status).toBe(422);
  expect((await visitor.post('/profile/absences', { first: '2020-01-01', last: '2020-01-02' })).status).toBe(422);
  expect((await visitor.post('/profile/absences', { first: '2026-02-31', last: 'soon' })).status).toBe(422);
  expect((await visitor.post('/profile/absences', { first: today, last: tomorrow, _once: 'one-absence' })).status).toBe(303);
  expect((await visitor.post('/profile/absences', { first: today, last: tomorrow, _once: 'one-absence' })).status).toBe(303);
  expect(await people.specialistsOf('dermatology')).toMatchObject([{ name: 'Dr A. Diallo', absentUntil: tomorrow, timeZone: 'Pacific/Kiritimati' }]);
  expect(await people.isAbsent(specialist.id, tomorrow)).toBe(true);

  const removal = /action="(\/profile\/absences\/[^"]+)"/.exec((await visitor.get('/profile')).text)![1]!;
  const other = await signedIn(await telecase.world.person('Dr E. Brandt', { roles: ['specialist'], specialties: ['psychiatry'] }));
  expect((await other.post(removal)).status).toBe(404);
  expect((await visitor.post(removal)).status).toBe(303);
  expect(await people.isAbsent(specialist.id, tomorrow)).toBe(false);
  expect((await (await signedIn(staff)).post('/profile/absences', { first: today, last: today })).status).toBe(404);
});

it('changes the password with the present one, and signs every other device out', async () => {
  const person = await telecase.world.person('Dr R. Costa', { roles: ['medco'], missions: [mission] });
  const [here, there] = [await signedIn(person), await signedIn(person)];
  const fresh = 'nine quiet herons by the ferry';
  expect((await here.get('/profile/password')).text).toContain('name="current"');
  expect((await here.post('/profile/password', { current: 'not this one at all', password: fresh, again: fresh })).text).toContain('not your present password');
  expect((await here.post('/profile/password', { current: PASSWORD, password: 'telecase telecase', again: 'telecase telecase' })).status).toBe(422);
  expect((await here.post('/profile/password', { current: PASSWORD, password: fresh, again: fresh })).location).toBe('/profile?done=password-changed');
  expect((await here.get('/profile')).status).toBe(200);
  expect((await there.get('/profile')).location).toContain('/sign-in');
  expect((await telecase.visitor().signIn(person.email, PASSWORD)).status).toBe(422);
  await signedIn(person, fresh);
});

it('signs out here, or everywhere', async () => {
  const [here, there, third] = [await signedIn(staff), await signedIn(staff), await signedIn(staff)];
  expect((await third.post('/sign-out')).location).toBe('/sign-in');
  expect((await third.get('/profile')).location).toContain('/sign-in');
  expect((await there.get('/profile')).status).toBe(200);
  expect((await here.post('/sign-out/everywhere')).location).toBe('/sign-in');
  for (const visitor of [here, there]) expect((await visitor.get('/profile')).location).toContain('/sign-in');
});

it('tells other modules who is who', async () => {
  const people = telecase.app.get(People);
  await telecase.db.query(`update accounts set state = 'disabled' where id = $1`, [specialist.id]);
  const known = await people.byIds([staff.id, specialist.id, staff.id]);
  expect([...known.values()].map(({ name, isActive }) => [name, isActive])).toEqual([['Dr A. Diallo', false], ['Nurse M. Okello', true]]);
  expect((await people.projectStaffOf(project)).map(({ id }) => id)).toEqual([staff.id]);
  expect((await people.medcosOf(mission)).map(({ name }) => name)).toEqual(['Dr R. Costa']);
  expect(await people.specialistsOf('dermatology')).toEqual([]);
  expect(await people.coordinators()).toEqual([]);
  expect(await telecase.app.get(Projects).byId(project)).toMatchObject({ code: 'BUN', name: 'Bunara hospital', missionName: 'Karesh', isOpen: true });
});
