import { UnitOfWork } from '#libs/database/unit-of-work';
import { AccountLinks, makeAdministrator, readRights } from '../../src/accounts/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { setUpSecondStep } from '../support/authenticator.js';
import { PASSWORD, type Person } from '../support/world.js';

let telecase: TestApp;
let bunara: string;
let tindra: string;
let admin: Person;
let staff: Person;

beforeAll(async () => {
  telecase = await startApp();
  const mission = await telecase.world.mission('Karesh');
  bunara = await telecase.world.project(mission, 'BUN', 'Bunara hospital');
  tindra = await telecase.world.project(mission, 'TIN', 'Tindra clinic');
  admin = await telecase.world.person('Admin One', { roles: ['administrator'] });
  staff = await telecase.world.person('Nurse M. Okello', { roles: ['project-staff'], projects: [bunara] });
});
afterAll(() => telecase.stop());

const signedIn = async ({ email }: Person) => {
  const visitor = telecase.visitor();
  expect((await visitor.signIn(email, PASSWORD)).status).toBe(303);
  return visitor;
};
const logged = (action: string): Promise<{ account_id: string; what: string; subject_account_id: string }[]> =>
  telecase.db.query(`select account_id, what, subject_account_id from access_log where action = $1 order by id`, [action]);

it('is a part of the site that does not exist for anybody else', async () => {
  for (const role of ['project-staff', 'medco', 'specialist', 'coordinator', 'auditor'] as const) {
    const visitor = await signedIn(await telecase.world.person(`Only ${role}`, { roles: [role] }));
    for (const path of ['/admin/accounts', `/admin/accounts/${staff.id}`]) expect((await visitor.get(path)).status).toBe(404);
    expect((await visitor.post(`/admin/accounts/${staff.id}/rights`, { roles: 'administrator' })).status).toBe(404);
  }
  expect((await telecase.visitor().get('/admin/accounts')).location).toContain('/sign-in');
});

it('does not know an account that is none', async () => {
  const desk = await signedIn(admin);
  for (const id of ['nonsense', 'requests', '00000000-0000-4000-8000-000000000000']) expect((await desk.get(`/admin/accounts/${id}`)).status).toBe(404);
});

it('changes rights, with old and new on the access log, and they hold at once', async () => {
  const nurse = await signedIn(staff);
  const desk = await signedIn(admin);
  expect((await desk.post(`/admin/accounts/${staff.id}/rights`, { roles: 'project-staff', projects: [bunara], specialties: 'dermatology' })).status).toBe(422);
  const changed = await desk.post(`/admin/accounts/${staff.id}/rights`, { roles: ['project-staff', 'specialist'], projects: [bunara, tindra], specialties: 'dermatology' });
  expect(changed.status).toBe(303);
  expect((await desk.get(changed.location!)).text).toContain('The rights are saved');
  expect(await logged('account.rights-changed')).toEqual([
    { account_id: admin.id, subject_account_id: staff.id, what: 'Rights: Project staff (Bunara hospital) → Project staff (Bunara hospital, Tindra clinic)' },
    { account_id: admin.id, subject_account_id: staff.id, what: 'Rights: none → Specialist (Dermatology)' },
  ]);
  expect((await nurse.get('/profile')).text).toContain('Project staff, Specialist');

  await desk.post(`/admin/accounts/${staff.id}/rights`, { roles: 'project-staff', projects: tindra });
  expect(await telecase.db.query(`select project_id, ended_at is not null as ended from memberships where account_id = $1 order by ended_at`, [staff.id])).toEqual([
    { project_id: bunara, ended: true },
    { project_id: tindra, ended: false },
  ]);
  expect((await nurse.get('/profile')).text).not.toContain('Absences');
});

it('lets nobody change their own rights', async () => {
  const desk = await signedIn(admin);
  expect((await desk.get(`/admin/accounts/${admin.id}`)).text).not.toContain(`/admin/accounts/${admin.id}/rights`);
  for (const step of ['rights', 'disabling']) expect((await desk.post(`/admin/accounts/${admin.id}/${step}`, { roles: ['administrator', 'auditor'] })).status).toBe(403);
});

it('ends the session of an account that is disabled on its next request', async () => {
  const person = await telecase.world.person('Leaving Soon', { roles: ['coordinator'] });
  const session = await signedIn(person);
  expect((await session.get('/profile')).status).toBe(200);
  const desk = await signedIn(admin);
  expect((await desk.post(`/admin/accounts/${person.id}/disabling`)).status).toBe(303);
  expect((await session.get('/profile')).location).toContain('/sign-in');
  expect((await telecase.visitor().signIn(person.email, PASSWORD)).status).toBe(422);
  await desk.post(`/admin/accounts/${person.id}/enabling`);
  expect((await telecase.visitor().signIn(person.email, PASSWORD)).status).toBe(303);
});

it('ends a session whose account was disabled in the database, even while it signs in again', async () => {
  const person = await telecase.world.person('Left Already', { roles: ['coordinator'] });
  const session = await signedIn(person);
  await telecase.db.query(`update accounts set state = 'disabled' where id = $1`, [person.id]);
  expect((await session.signIn(person.email, PASSWORD)).status).toBe(422);
});

it('finds accounts by a part of the name or e-mail and by role, page after page', async () => {
  for (let count = 0; count < 30; count += 1) await telecase.world.person(`Many ${String(count).padStart(2, '0')}`, { roles: ['medco'] });
  const desk = await signedIn(admin);
  const first = (await desk.get('/admin/accounts?q=MANY&role=medco')).text;
  expect(first).toContain('many.00@example.org');
  expect(first).not.toContain('many.25@example.org');
  const next = /href="(\/admin\/accounts\?[^"]+)"/.exec(first)![1]!.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
  const second = (await desk.get(next)).text;
  expect(second).toContain('many.25@example.org');
  expect(second).not.toContain('many.24@example.org');
  expect((await desk.get('/admin/accounts?q=many&role=auditor')).text).toContain('Nobody is found');
  for (const odd of ['?after=x', '?q=a&q=b', '?q=%25', '?role=king', '?q=%00']) expect((await desk.get(`/admin/accounts${odd}`)).status).toBe(200);
});

it('gives whoever runs the server a way in, and back in', async () => {
  const [work, links] = [telecase.app.get(UnitOfWork), telecase.app.get(AccountLinks)];
  const head = { name: 'Dr Head', email: 'head@example.org', language: 'en', timeZone: 'UTC' } as const;
  const link = await makeAdministrator(work, links, head);
  const visitor = telecase.visitor();
  expect((await visitor.post(link, { password: PASSWORD, again: PASSWORD })).location).toBe('/admin/accounts');
  expect((await visitor.get('/admin/accounts')).status).toBe(200);

  const again = await makeAdministrator(work, links, { ...head, email: staff.email, name: 'Other' });
  expect(again).toMatch(/^\/reset\//);
  const nurse = await signedIn(staff);
  expect((await nurse.get('/admin/accounts')).status).toBe(200);
  expect((await nurse.get('/profile')).text).toContain('Project staff, Administrator');

  await telecase.db.query(`update accounts set state = 'disabled' where email = $1`, [head.email]);
  expect(await makeAdministrator(work, links, head)).toMatch(/^\/activate\//);
  expect((await logged('account.made-administrator')).map(({ what }) => what)).toEqual(['Dr Head: – → administrator', 'Nurse M. Okello: project-staff → project-staff, administrator', 'Dr Head: – → administrator']);
  const auditor = await signedIn(await telecase.world.person('Auditor of rights', { roles: ['auditor'] }));
  expect((await auditor.get('/audit?question=rights')).text).toContain('project-staff → project-staff, administrator');
});

it('gives the account of a disabled address back as it was, and says so before, without any way in of whoever had it', async () => {
  const person = await telecase.world.person('Dr Former', { roles: ['specialist'], specialties: ['dermatology'] });
  const visitor = await signedIn(person);
  await setUpSecondStep(visitor);
  await telecase.db.query(`insert into passkeys (id, account_id, name, public_key, counter) values ('key of former', $1, 'Telephone', '\\x00', 0)`, [person.id]);
  await visitor.post('/profile/email', { email: 'elsewhere@example.org' });
  const desk = await signedIn(admin);
  await desk.post(`/admin/accounts/${person.id}/disabling`);
  await telecase.visitor().post('/request-account', { name: 'Dr Somebody Else', email: person.email, role: 'project-staff', project: bunara, why: 'New here', language: 'en' });
  await telecase.settled();
  const [{ id }] = await telecase.db.query(`select id from account_requests where email = $1`, [person.email]);
  const { text } = await desk.get(`/admin/accounts/requests/${id}`);
  expect(text).toContain('This address belonged to the disabled account of Dr Former.');
  expect(text).toContain('<button>Give this account back</button>');

  const approved = await desk.post(`/admin/accounts/requests/${id}/approval`, { roles: 'project-staff', projects: bunara });
  expect(approved.location).toBe(`/admin/accounts/${person.id}?done=approved`);
  expect((await desk.get(approved.location!)).text).toContain('<h1>Dr Former');
  const left = await telecase.db.query(`select a.name, exists (select from authenticators where account_id = a.id) as app, exists (select from recovery_codes where account_id = a.id) as codes,
    exists (select from passkeys where account_id = a.id) as key, exists (select from email_changes where account_id = a.id) as change from accounts a where id = $1`, [person.id]);
  expect(left).toEqual([{ name: 'Dr Former', app: false, codes: false, key: false, change: false }]);
  expect((await desk.get(`/admin/accounts/requests/${id}`)).text).not.toContain('This address belonged');
});

it('brings a person back who had left, with new rights and a new password only', async () => {
  const person = await telecase.world.person('Back Again', { roles: ['specialist'], specialties: ['dermatology'] });
  await telecase.db.query(`update accounts set state = 'disabled' where id = $1`, [person.id]);
  await telecase.visitor().post('/request-account', { name: 'Back Again', email: person.email, role: 'project-staff', project: bunara, why: 'Second mission', language: 'en' });
  await telecase.settled();
  const [{ id }] = await telecase.db.query(`select id from account_requests where email = $1`, [person.email]);
  const desk = await signedIn(admin);
  expect((await desk.post(`/admin/accounts/requests/${id}/approval`, { roles: 'project-staff', projects: bunara })).location).toBe(`/admin/accounts/${person.id}?done=approved`);
  expect((await telecase.visitor().signIn(person.email, PASSWORD)).status).toBe(422);
  const rights = await telecase.app.get(UnitOfWork).run((tx) => readRights(tx, person.id));
  expect(rights).toEqual({ roles: ['project-staff'], projects: [bunara], missions: [], specialties: [] });
});
