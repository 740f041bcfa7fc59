import { randomUUID } from 'node:crypto';
import { Notifier } from '../../src/notifications/notifier.js';
import { startApp, type TestApp } from '../support/app.js';
import { setUpSecondStep } from '../support/authenticator.js';
import { openPostOffice, type PostOffice } from '../support/post-office.js';
import type { Visitor } from '../support/visitor.js';
import { PASSWORD, type Person } from '../support/world.js';

let telecase: TestApp;
let post: PostOffice;
let made = 0;

beforeAll(async () => {
  post = await openPostOffice();
  telecase = await startApp({ SMTP_URL: post.url });
});
afterAll(async () => {
  await telecase.stop();
  await post.goDown();
});
afterEach(() => telecase.db.query(`delete from rate_limits`));

const somebody = () => telecase.world.person(`Nurse ${(made += 1)}`, { roles: ['specialist'], specialties: ['dermatology'], language: 'fr' });
const signedIn = async ({ email }: Person): Promise<Visitor> => {
  const visitor = telecase.visitor();
  expect((await visitor.signIn(email, PASSWORD)).status).toBe(303);
  return visitor;
};
const mailsTo = async (address: string) => {
  await telecase.settled();
  return post.mails.filter(({ to }) => to?.some((one) => one.address === address)).map(({ subject = '', text = '' }) => ({ subject, link: /https?:\/\/\S+/.exec(text)?.[0].replace(telecase.settings.publicOrigin, '') ?? '' }));
};
const emailOf = async ({ id }: Person): Promise<string> => (await telecase.db.query(`select email from accounts where id = $1`, [id]))[0].email;
const forgetProof = ({ id }: Person) => telecase.db.query(`update sessions set sess = jsonb_set(sess::jsonb, '{provenAt}', '0') where sess ->> 'accountId' = $1`, [id]);

it('changes the address once its link is used, and tells the old one', async () => {
  const person = await somebody();
  const visitor = await signedIn(person);
  const asked = await visitor.post('/profile/email', { email: 'New.Address@example.org' });
  expect(asked.location).toBe('/profile/email?done=sent');
  expect((await visitor.get(asked.location!)).text).toContain('un lien est en route');
  expect(await emailOf(person)).toBe(person.email);
  const { subject, link } = (await mailsTo('new.address@example.org'))[0]!;
  expect(subject).toBe('Confirmez votre nouvelle adresse e-mail');
  expect(await mailsTo(person.email)).toEqual([]);

  const elsewhere = telecase.visitor();
  expect((await elsewhere.get(link)).text).toContain('new.address@example.org');
  expect(await emailOf(person)).toBe(person.email);
  expect((await elsewhere.post(link, { _csrf: '' })).status).toBe(200);
  expect(await emailOf(person)).toBe('new.address@example.org');
  expect((await elsewhere.post(link, { _csrf: '' })).status).toBe(409);
  expect((await mailsTo(person.email)).map(({ subject }) => subject)).toEqual(['Votre adresse e-mail a été changée']);
  expect((await telecase.visitor().signIn('new.address@example.org', PASSWORD)).status).toBe(303);
  expect((await telecase.visitor().signIn(person.email, PASSWORD)).status).toBe(422);
  const [{ stored }] = await telecase.db.query(`select concat((select string_agg(row_to_json(e)::text, '') from events e), (select string_agg(row_to_json(n)::text, '') from notifications n)) as stored`);
  expect(stored).not.toContain(link.split('/').at(-1));
});

it('answers alike for an address that somebody has, and sends nothing there', async () => {
  const [person, other] = [await somebody(), await somebody()];
  const visitor = await signedIn(person);
  expect((await visitor.post('/profile/email', { email: other.email })).location).toBe('/profile/email?done=sent');
  expect(await mailsTo(other.email)).toEqual([]);
});

it('goes to the address that was asked for last, and to none that was taken meanwhile', async () => {
  const person = await somebody();
  const visitor = await signedIn(person);
  await visitor.post('/profile/email', { email: 'first@example.org' });
  const first = (await mailsTo('first@example.org'))[0]!.link;
  await visitor.post('/profile/email', { email: 'second@example.org' });
  const second = (await mailsTo('second@example.org'))[0]!.link;
  expect((await telecase.visitor().get(first)).status).toBe(409);
  const other = await somebody();
  await telecase.db.query(`update accounts set email = 'second@example.org' where id = $1`, [other.id]);
  expect((await telecase.visitor().post(second, { _csrf: '' })).status).toBe(409);
  await telecase.db.query(`update accounts set email = 'third@example.org' where id = $1`, [other.id]);
  await telecase.db.query(`update email_changes set asked_at = now() - interval '73 hours'`);
  expect((await telecase.visitor().post(second, { _csrf: '' })).status).toBe(409);
  expect(await emailOf(person)).toBe(person.email);
});

it('takes with it what waits for the mail server, but no link to choose a password that the old one asked for', async () => {
  const person = await somebody();
  await (await signedIn(person)).post('/profile/email', { email: 'moved@example.org' });
  const { link } = (await mailsTo('moved@example.org'))[0]!;
  await post.goDown();
  expect((await telecase.visitor().post('/forgotten-password', { email: person.email })).location).toBe('/forgotten-password/sent');
  const recipient = { ...person, language: 'fr' as const };
  await telecase.app.get(Notifier, { strict: false }).tell({ id: randomUUID(), actorId: null }, [recipient], { kind: 'allocated', caseReference: 'BUN-2026-0001', link: '/cases/BUN-2026-0001' });
  await telecase.settled();
  expect((await telecase.visitor().post(link, { _csrf: '' })).status).toBe(200);
  await telecase.settled();
  await post.comeBack();
  await telecase.db.query(`update graphile_worker._private_jobs set run_at = now()`);
  expect((await mailsTo(person.email)).map(({ subject }) => subject)).toEqual(['Votre adresse e-mail a été changée']);
  expect((await mailsTo('moved@example.org')).slice(1).map(({ subject }) => subject)).toEqual(['BUN-2026-0001\u00a0: un cas pour vous']);
  expect(await telecase.db.query(`select from account_links where account_id = $1 and expires_at > now()`, [person.id])).toEqual([]);
});

it('is asked for by nobody who has not shown lately who they are', async () => {
  const person = await somebody();
  const visitor = await signedIn(person);
  await visitor.get('/profile');
  await forgetProof(person);
  expect((await visitor.get('/profile/email')).location).toBe('/profile/proof?next=%2Fprofile%2Femail');
  expect((await visitor.post('/profile/email', { email: 'thief@example.org' })).location).toBe('/profile/proof?next=%2Fprofile%2Femail');
  expect(await telecase.db.query(`select email from email_changes where account_id = $1`, [person.id])).toEqual([]);
  expect((await visitor.post('/profile/proof', { password: PASSWORD, next: '/profile/email' })).location).toBe('/profile/email');
  expect((await visitor.get('/profile/email')).text).toContain('name="email"');
});

it('needs a code beside the password to change the password, where there is one', async () => {
  const person = await somebody();
  const visitor = await signedIn(person);
  const { app } = await setUpSecondStep(visitor);
  await forgetProof(person);
  const fresh = 'nine quiet herons by the ferry';
  const change = { current: PASSWORD, password: fresh, again: fresh };
  expect((await visitor.post('/profile/password', change)).location).toBe('/profile/proof?next=%2Fprofile%2Fpassword');
  await visitor.post('/profile/proof', { password: PASSWORD, code: app.code(1), next: '/profile/password' });
  await visitor.get('/profile');
  expect((await visitor.post('/profile/password', change)).location).toBe('/profile?done=password-changed');
  expect((await mailsTo(person.email)).at(-1)!.subject).toBe('Votre mot de passe a été changé');
});
