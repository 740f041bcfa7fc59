import { SweepWhatHasExpired } from '../../src/accounts/jobs/sweep-what-has-expired.js';
import { startApp, type TestApp } from '../support/app.js';
import { PASSWORD, type Person } from '../support/world.js';

let telecase: TestApp;
let person: Person;

beforeAll(async () => {
  telecase = await startApp();
  person = await telecase.world.person('Dr A. Diallo', { roles: ['specialist'], specialties: ['dermatology'] });
});
afterAll(() => telecase.stop());
afterEach(() => telecase.db.query(`delete from rate_limits`));

const tryFrom = (address: string, email: string, password: string) =>
  telecase.visitor().send('/sign-in', { method: 'POST', body: new URLSearchParams({ email, password }), headers: { 'x-forwarded-for': address } });
const fail = async (times: number, address: string, email: string) => {
  for (let count = 0; count < times; count += 1) expect((await tryFrom(address, email, 'not this one')).status).toBe(422);
};

it('answers a wrong password like an unknown address', async () => {
  const wrong = await tryFrom('192.0.2.1', person.email, 'not this one');
  const unknown = await tryFrom('192.0.2.1', 'nobody.known@example.org', 'not this one');
  const plain = (text: string, email: string) => text.replaceAll(email, '').replaceAll(/name="_once" value="[^"]+"/g, '');
  expect(wrong.status).toBe(422);
  expect(plain(unknown.text, 'nobody.known@example.org')).toBe(plain(wrong.text, person.email));
});

it('asks to wait after ten failures from one address, keeps the e-mail typed, and lets the person in from elsewhere', async () => {
  await fail(10, '192.0.2.2', person.email);
  const eleventh = await tryFrom('192.0.2.2', person.email, PASSWORD);
  expect(eleventh.status).toBe(429);
  expect(eleventh.text).toMatch(/Wait 1[0-5] min/);
  expect(eleventh.text).toContain(`value="${person.email}"`);
  expect((await tryFrom('192.0.2.3', person.email, PASSWORD)).status).toBe(303);
  await telecase.db.query(`update rate_limits set expire = 1`);
  expect((await tryFrom('192.0.2.2', person.email, PASSWORD)).status).toBe(303);
});

it('does the same for an address without an account', async () => {
  await fail(10, '192.0.2.4', 'nobody@example.org');
  expect((await tryFrom('192.0.2.4', 'nobody@example.org', PASSWORD)).status).toBe(429);
});

it('counts failures only', async () => {
  for (let count = 0; count < 52; count += 1) expect((await tryFrom('192.0.2.5', person.email, PASSWORD)).status).toBe(303);
}, 60_000);

it('stops one address after fifty failures, whomever it tries, but no neighbour', async () => {
  for (let count = 0; count < 50; count += 1) await fail(1, '2001:db8:1:1::1', `guess${count}@example.org`);
  expect((await tryFrom('2001:db8:1:1::ffff', person.email, PASSWORD)).status).toBe(429);
  expect((await tryFrom('2001:db8:1:2::1', person.email, PASSWORD)).status).toBe(303);
}, 60_000);

it('cannot be used to lock somebody out of where they work', async () => {
  expect((await tryFrom('192.0.2.6', person.email, PASSWORD)).status).toBe(303);
  for (let count = 0; count < 100; count += 1) await fail(1, `198.51.100.${count}`, person.email);
  expect((await tryFrom('203.0.113.9', person.email, PASSWORD)).status).toBe(429);
  expect((await tryFrom('192.0.2.6', person.email, PASSWORD)).status).toBe(303);
}, 60_000);

it('cannot be outrun by guessing all at once', async () => {
  const answers = await Promise.all(Array.from({ length: 30 }, () => tryFrom('192.0.2.7', person.email, 'not this one')));
  expect(answers.filter(({ status }) => status === 422)).toHaveLength(10);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(20);
});

it('forgets what has run out', async () => {
  await fail(2, '192.0.2.9', person.email);
  await telecase.db.query(`update rate_limits set expire = 1`);
  await telecase.app.get(SweepWhatHasExpired).sweep();
  expect(await telecase.db.query(`select key from rate_limits`)).toEqual([]);
});

it('puts every try on the access log, without what was typed', async () => {
  await tryFrom('192.0.2.8', person.email, 'my secret is typed here');
  await tryFrom('192.0.2.8', person.email, PASSWORD);
  const rows = await telecase.db.query(`select action, outcome, account_id from access_log where address = '192.0.2.8' order by id`);
  expect(rows).toEqual([
    { action: 'account.sign-in-failed', outcome: 'refused', account_id: person.id },
    { action: 'account.signed-in', outcome: 'done', account_id: person.id },
  ]);
  const [{ kept }] = await telecase.db.query(`select string_agg(row_to_json(l)::text, ' ') as kept from access_log l`);
  expect(kept).not.toContain('my secret');
});
