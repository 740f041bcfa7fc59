import { startApp, type TestApp } from '../support/app.js';
import type { Visitor } from '../support/visitor.js';
import { PASSWORD, type Person } from '../support/world.js';

let telecase: TestApp;
let one: Person;
let two: Person;
let first: Visitor;
let second: Visitor;

const signedIn = async ({ email }: Person) => {
  const visitor = telecase.visitor();
  expect((await visitor.signIn(email, PASSWORD)).status).toBe(303);
  return visitor;
};
beforeEach(async () => {
  telecase = await startApp();
  one = await telecase.world.person('Admin One', { roles: ['administrator'] });
  two = await telecase.world.person('Admin Two', { roles: ['administrator'] });
  [first, second] = [await signedIn(one), await signedIn(two)];
});
afterEach(() => telecase.stop());

const logged = async (): Promise<string[]> => (await telecase.db.query(
  `select name, action, what from access_log where action in ('account.role-asked', 'account.role-declined', 'account.rights-changed') and outcome = 'done' order by id`))
  .map(({ name, action, what }: Record<string, string>) => `${name}: ${action}: ${what}`);
const grantOf = async (accountId: string): Promise<string> => `/admin/accounts/grants/${(await telecase.db.query(`select id from role_grants where account_id = $1 and state = 'open'`, [accountId]))[0].id}`;
const rolesOf = async (id: string): Promise<string[]> => (await telecase.db.query(`select role from account_roles where account_id = $1 order by role`, [id])).map(({ role }: { role: string }) => role);
const give = (desk: Visitor, { id }: Person, ...roles: string[]) => desk.post(`/admin/accounts/${id}/rights`, { roles });

it('gives the role of auditor once a second administrator has confirmed it, who is told by a number, a line and a mail', async () => {
  const person = await telecase.world.person('R. Amsel', { roles: ['coordinator'] });
  expect((await give(first, person, 'coordinator', 'auditor')).location).toBe(`/admin/accounts/${person.id}?done=role-asked`);
  expect(await rolesOf(person.id)).toEqual(['coordinator']);
  const auditor = await signedIn(person);
  expect((await auditor.get('/audit')).status).toBe(404);

  const path = await grantOf(person.id);
  expect((await first.get('/admin/accounts')).text).toContain('Waits for another administrator.');
  expect((await first.post(`${path}/confirmation`)).status).toBe(403);
  expect((await second.get('/admin/accounts')).text).toMatch(/Accounts <span class="count">1/);
  expect((await second.get(`/admin/accounts/${person.id}`)).text).toContain(`${path}/confirmation`);
  await telecase.settled();
  expect(await telecase.db.query(`select email from notifications where kind = 'role-asked'`)).toEqual([{ email: two.email }]);

  expect((await second.post(`${path}/confirmation`)).location).toBe('/admin/accounts?done=role-confirmed');
  expect((await auditor.get('/audit')).status).toBe(200);
  expect((await second.post(`${path}/confirmation`)).status).toBe(409);
  expect(await logged()).toEqual(['Admin One: account.role-asked: auditor', 'Admin Two: account.rights-changed: Rights: none → Auditor']);
});

it('gives nothing that was declined or taken back, nor to somebody who confirms it for themselves', async () => {
  const person = await telecase.world.person('S. Lind', { roles: ['coordinator'] });
  await give(first, person, 'coordinator', 'administrator');
  expect((await (await signedIn(person)).post(`${await grantOf(person.id)}/confirmation`)).status).toBe(404);
  expect((await second.post(`${await grantOf(person.id)}/refusal`)).status).toBe(303);
  await give(first, person, 'coordinator', 'administrator');
  expect((await first.post(`${await grantOf(person.id)}/refusal`)).status).toBe(303);
  expect(await rolesOf(person.id)).toEqual(['coordinator']);

  // An administrator who is to be an auditor too does not say yes to that.
  await give(first, two, 'administrator', 'auditor');
  expect((await second.post(`${await grantOf(two.id)}/confirmation`)).status).toBe(403);
  expect(await rolesOf(two.id)).toEqual(['administrator']);
});

it('holds for a request that is approved too', async () => {
  await telecase.visitor().post('/request-account', { name: 'Wants All', email: 'all@example.org', role: 'administrator', why: 'Everything', language: 'en' });
  await telecase.settled();
  const [{ id }] = await telecase.db.query(`select id from account_requests`);
  const [, account] = /accounts\/([^?]+)/.exec((await first.post(`/admin/accounts/requests/${id}/approval`, { roles: ['administrator', 'coordinator'] })).location!)!;
  expect(await rolesOf(account!)).toEqual(['coordinator']);
  await second.post(`${await grantOf(account!)}/confirmation`);
  expect(await rolesOf(account!)).toEqual(['administrator', 'coordinator']);
});

it('asks nobody where there is no second one, and takes a role away without', async () => {
  await give(first, two, 'coordinator');
  expect(await rolesOf(two.id)).toEqual(['coordinator']);
  await give(first, two, 'coordinator', 'administrator');
  expect(await rolesOf(two.id)).toEqual(['administrator', 'coordinator']);
});

it('drops what waits for an account that is disabled', async () => {
  const person = await telecase.world.person('Leaving', { roles: ['coordinator'] });
  await give(first, person, 'coordinator', 'auditor');
  const path = await grantOf(person.id);
  await first.post(`/admin/accounts/${person.id}/disabling`);
  expect((await second.post(`${path}/confirmation`)).status).toBe(409);
});

it.each(['disabling', 'rights'])('leaves one administrator when two end one another at the same moment, by %s', async (way) => {
  const statuses = await Promise.all([[first, two], [second, one]].map(async ([desk, other]) => (await (desk as Visitor).post(`/admin/accounts/${(other as Person).id}/${way}`, { roles: 'coordinator' })).status));
  expect(statuses.filter((status) => status === 303)).toHaveLength(1);
  const left = await telecase.db.query(`select from accounts a join account_roles r on r.account_id = a.id where r.role = 'administrator' and a.state = 'active'`);
  expect(left).toHaveLength(1);
});

it('ends the sessions of somebody, who can sign in again', async () => {
  const person = await telecase.world.person('Lost Phone', { roles: ['coordinator'] });
  const phone = await signedIn(person);
  expect((await first.post(`/admin/accounts/${person.id}/sessions/ending`)).location).toBe(`/admin/accounts/${person.id}?done=sessions-ended`);
  expect((await phone.get('/profile')).location).toContain('/sign-in');
  await signedIn(person);
});
