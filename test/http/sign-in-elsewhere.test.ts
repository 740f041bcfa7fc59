import { hotp, stepAt } from '#libs/one-time-codes/totp';
import { SecondFactors } from '../../src/accounts/second-factors.js';
import { startApp, type TestApp } from '../support/app.js';
import { plain } from '../support/forms.js';
import { CLIENT, startProvider, type Claims, type TestProvider } from '../support/openid-provider.js';
import { Visitor, type Answer } from '../support/visitor.js';
import { PASSWORD, type Person } from '../support/world.js';

/** Signing in at a real OpenID provider, over HTTP, as a browser does. */

const PUBLIC = 'http://telecase.test:8080';
let provider: TestProvider;
let telecase: TestApp;
let doctor: Person;

beforeAll(async () => {
  provider = await startProvider(PUBLIC);
  telecase = await startApp({
    PUBLIC_URL: PUBLIC, OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: CLIENT.id, OIDC_CLIENT_SECRET: CLIENT.secret, OIDC_NAME: 'Lakeside Hospital',
    OIDC_GROUPS: 'skin doctors => specialist dermatology; field nurses => project-staff BUN; nobody here => project-staff XYZ',
  });
  await telecase.world.project(await telecase.world.mission('Bunara'), 'BUN', 'Bunara hospital');
  doctor = await telecase.world.person('Dr A. Diallo', { roles: ['specialist'], specialties: ['radiology'] });
}, 60_000);
afterAll(async () => {
  await telecase.stop();
  await provider.setUp(false);
});
beforeEach(() => telecase.db.query(`delete from rate_limits`));

/** Where the page that goes on by itself leads to. */
const leadsTo = ({ headers }: Answer): URL => new URL(/^0; url=(.+)$/.exec(headers.get('refresh') ?? '')![1]!);

/** Goes to the provider and through its pages. @returns the address that it sends the browser back to, as a path */
async function walk(from: URL): Promise<string> {
  const browser = new Visitor(provider.issuer);
  let to = from;
  for (let steps = 0; to.origin !== PUBLIC && steps < 10; steps += 1) {
    const { location } = await browser.get(to.pathname + to.search);
    to = new URL(location!, to);
  }
  return to.pathname + to.search;
}

const leave = (visitor: Visitor, fields = {}) => visitor.post('/sign-in/elsewhere', { _csrf: '', next: '/', ...fields });

async function signIn(person: Claims, visitor = telecase.visitor(), change: (path: string) => string = (path) => path) {
  provider.person = person;
  const path = await walk(leadsTo(await leave(visitor)));
  return { visitor, path, answer: await visitor.get(change(path)) };
}

const verified = ({ name, email }: Pick<Person, 'name' | 'email'>, more: Partial<Claims> = {}): Claims => ({ sub: `sub of ${email}`, name, email, email_verified: true, ...more });
const isIn = async (visitor: Visitor) => (await visitor.get('/profile')).status === 200;
const refused = async ({ visitor, answer }: Awaited<ReturnType<typeof signIn>>, sentence: string) => {
  expect(answer.status).toBe(422);
  expect(plain(answer.text)).toContain(sentence);
  expect(await isIn(visitor)).toBe(false);
};
const rightsOf = async (email: string) => (await telecase.db.query(
  `select array(select role from account_roles where account_id = a.id order by role) as roles, array(select specialty from account_specialties where account_id = a.id order by 1) as specialties,
     array(select p.code from memberships m join projects p on p.id = m.project_id where m.account_id = a.id and ended_at is null) as projects from accounts a where email = $1`, [email]))[0];
const logged = (accountId: string) => telecase.db.query(`select action from access_log where account_id = $1 order by id`, [accountId]).then((rows: { action: string }[]) => rows.map(({ action }) => action));

it('lets somebody in with their verified address, ties the account to the provider, and goes where they wanted', async () => {
  expect((await telecase.visitor().get('/sign-in')).text).toContain('Sign in with Lakeside Hospital');
  provider.person = verified(doctor, { email: doctor.email.toUpperCase() });
  const visitor = telecase.visitor();
  const out = leadsTo(await leave(visitor, { next: '/notifications' }));
  expect(out.searchParams.get('redirect_uri')).toBe(`${PUBLIC}/sign-in/elsewhere/answer`);
  expect(out.searchParams.get('code_challenge_method')).toBe('S256');
  const before = visitor.cookie;
  expect((await visitor.get(await walk(out))).location).toBe('/notifications');
  expect(visitor.cookie).not.toBe(before);
  expect(await isIn(visitor)).toBe(true);
  expect(await logged(doctor.id)).toEqual(['account.recognised', 'account.identity-linked', 'account.signed-in']);
});

it('signs out at the provider too', async () => {
  const { visitor } = await signIn(verified(doctor));
  const out = leadsTo(await visitor.post('/sign-out'));
  expect(out.href).toContain(`${provider.issuer}/session/end`);
  expect(out.searchParams.get('post_logout_redirect_uri')).toBe(`${PUBLIC}/sign-in`);
  expect((await new Visitor(provider.issuer).get(out.pathname + out.search)).status).toBe(200);
  expect(await isIn(visitor)).toBe(false);
});

it('afterwards knows them by who they are, not by their address: one that changes hands opens nothing', async () => {
  await signIn(verified(doctor));
  const moved = await signIn(verified(doctor, { email: 'new.name@example.org', email_verified: false }));
  expect(await isIn(moved.visitor)).toBe(true);
  await refused(await signIn(verified(doctor, { sub: 'who has the address now' })), 'belongs to the account of somebody else');
});

it('believes no address that is not verified', async () => {
  const other = await telecase.world.person('Nurse B. Sow', { roles: ['coordinator'] });
  await refused(await signIn(verified(other, { email_verified: false })), 'The hospital’s sign-in does not say that your e-mail address is really yours');
  await refused(await signIn({ ...verified(other), email_verified: undefined }), 'The hospital’s sign-in does not say that your e-mail address is really yours');
  expect(await telecase.db.query(`select from account_identities where account_id = $1`, [other.id])).toEqual([]);
});

it('tells whoever is tied, and lets an administrator untie them', async () => {
  const other = await telecase.world.person('Dr T. Tied', { roles: ['coordinator'] });
  const admin = telecase.visitor();
  await admin.signIn((await telecase.world.person('Admin One', { roles: ['administrator'] })).email, PASSWORD);
  const path = `/admin/accounts/${other.id}`;
  const told = async () => {
    await telecase.settled();
    const rows: { kind: string }[] = await telecase.db.query(`select kind from notifications where account_id = $1 and kind like 'account-%' order by created_at`, [other.id]);
    return rows.map(({ kind }) => kind);
  };
  expect((await admin.get(path)).text).not.toContain('/untying');
  const { visitor } = await signIn(verified(other));
  expect(await told()).toEqual(['account-tied']);
  expect((await admin.get(path)).text).toContain('/untying');
  expect((await admin.post(`${path}/untying`)).location).toBe(`${path}?done=untied`);
  expect(await isIn(visitor)).toBe(false);
  expect((await admin.post(`${path}/untying`)).location).toBe(path);
  expect(await told()).toEqual(['account-tied', 'account-untied']);
  await refused(await signIn(verified(other, { email: 'gone@example.org', email_verified: false })), 'does not say that your e-mail address is really yours');
});

it('keeps a disabled account out, before and after it was tied', async () => {
  const other = await telecase.world.person('Dr C. Okafor', { roles: ['coordinator'] });
  await telecase.db.query(`update accounts set state = 'disabled' where id = $1`, [other.id]);
  await refused(await signIn(verified(other)), 'Your account is disabled');
  await telecase.db.query(`update accounts set state = 'active' where id = $1`, [other.id]);
  expect(await isIn((await signIn(verified(other))).visitor)).toBe(true);
  await telecase.db.query(`update accounts set state = 'disabled' where id = $1`, [other.id]);
  await refused(await signIn(verified(other)), 'Your account is disabled');
});

it('takes back only what it gave out: state, code and this browser', async () => {
  const sentence = 'was not finished, or took too long';
  await refused(await signIn(verified(doctor), undefined, (path) => path.replace(/state=[^&]+/, 'state=forged')), sentence);
  await refused(await signIn(verified(doctor), undefined, (path) => path.replace(/code=[^&]+/, 'code=forged')), sentence);
  await refused(await signIn(verified(doctor), undefined, (path) => path.replace(/\?.*/, '?error=access_denied&state=x')), sentence);

  const { path, visitor } = await signIn(verified(doctor));
  const stranger = telecase.visitor();
  await refused({ visitor: stranger, path, answer: await stranger.get(path) }, sentence);
  await visitor.post('/sign-out');
  await refused({ visitor, path, answer: await visitor.get(path) }, sentence);
});

it.each(['nonce', 'verifier'])('takes back nothing that goes with another %s', async (what) => {
  provider.person = verified(doctor);
  const visitor = telecase.visitor();
  const path = await walk(leadsTo(await leave(visitor)));
  await telecase.db.query(`update sessions set sess = jsonb_set(sess::jsonb, $1, to_jsonb(repeat('x', 43)))::json where sess::jsonb ? 'errand'`, [`{errand,${what}}`]);
  await refused({ visitor, path, answer: await visitor.get(path) }, 'was not finished, or took too long');
});

it('a code that was used is worth nothing in another errand of the same browser', async () => {
  const { path } = await signIn(verified(doctor));
  const thief = telecase.visitor();
  const mine = await walk(leadsTo(await leave(thief)));
  const code = new URL(path, PUBLIC).searchParams.get('code')!;
  await refused({ visitor: thief, path, answer: await thief.get(mine.replace(/code=[^&]+/, `code=${code}`)) }, 'was not finished, or took too long');
});

it('whoever has no account asks for one, with the name and address filled in', async () => {
  const { visitor, answer } = await signIn(verified({ name: 'Dr N. Newcomer', email: 'newcomer@example.org' }));
  expect(answer.location).toBe('/request-account');
  const page = (await visitor.get('/request-account')).text;
  expect(page).toContain('value="Dr N. Newcomer"');
  expect(page).toContain('value="newcomer@example.org"');
  expect(await isIn(visitor)).toBe(false);
  // The provider has said that the address is theirs; of another one it has not.
  const ask = (email: string) => visitor.post('/request-account', { name: 'Dr N. Newcomer', email, role: 'coordinator', why: 'New here', language: 'en' });
  expect((await ask('newcomer@example.org')).location).toBe('/request-account/received');
  expect((await ask('somebody@example.org')).location).toBe('/request-account/sent');
  await telecase.settled();
  expect(await telecase.db.query(`select email, state from account_requests order by email`)).toEqual([{ email: 'newcomer@example.org', state: 'open' }, { email: 'somebody@example.org', state: 'unconfirmed' }]);
});

it('an account that waits for its activation is active with it', async () => {
  const other = await telecase.world.person('Dr E. Waiting', { roles: ['coordinator'] });
  await telecase.db.query(`update accounts set state = 'approved', password_hash = null where id = $1`, [other.id]);
  expect(await isIn((await signIn(verified(other))).visitor)).toBe(true);
});

it('groups grant, also an account, and take away at the next sign-in; what people granted stays', async () => {
  const person = verified({ name: 'Nurse F. Field', email: 'field@example.org' }, { groups: ['Skin Doctors', 'field nurses', 'nobody here'] });
  const { visitor } = await signIn(person);
  expect(await isIn(visitor)).toBe(true);
  expect(await rightsOf('field@example.org')).toEqual({ roles: ['project-staff', 'specialist'], specialties: ['dermatology'], projects: ['BUN'] });
  await telecase.db.query(`insert into account_specialties (account_id, specialty) select id, 'radiology' from accounts where email = 'field@example.org'`);

  await signIn({ ...person, groups: [] });
  expect(await rightsOf('field@example.org')).toEqual({ roles: ['specialist'], specialties: ['radiology'], projects: [] });
  const [{ id }] = await telecase.db.query(`select id from accounts where email = 'field@example.org'`);
  expect(await logged(id)).toEqual(expect.arrayContaining(['account.made-by-groups', 'account.rights-set-by-groups']));
});

it('is the first step only: whoever has a second one is asked for it, and signs out at the provider all the same', async () => {
  const careful = await telecase.world.person('Dr K. Careful', { roles: ['coordinator'] });
  const { sealed, secret } = telecase.app.get(SecondFactors, { strict: false }).propose(careful.id);
  await telecase.db.query(`insert into authenticators (account_id, secret, last_step) values ($1, $2, 0)`, [careful.id, Buffer.from(sealed, 'base64url')]);
  const { visitor, answer } = await signIn(verified(careful));
  expect(answer.location).toBe('/sign-in/code');
  expect(await isIn(visitor)).toBe(false);
  expect((await visitor.post('/sign-in/code', { _csrf: '', code: hotp(secret, stepAt(Date.now())) })).status).toBe(303);
  expect(await isIn(visitor)).toBe(true);
  expect(leadsTo(await visitor.post('/sign-out')).href).toContain(`${provider.issuer}/session/end`);
});

describe('who has no password of ours shows once more who they are', () => {
  const forgetProof = ({ id }: Person) => telecase.db.query(`update sessions set sess = jsonb_set(sess::jsonb, '{provenAt}', '0')::json where sess ->> 'accountId' = $1`, [id]);
  const somebody = async (name: string) => {
    const person = await telecase.world.person(name, { roles: ['coordinator'] });
    await telecase.db.query(`update accounts set password_hash = null where id = $1`, [person.id]);
    const { visitor } = await signIn(verified(person));
    await forgetProof(person);
    return { person, visitor };
  };
  const toProve = (visitor: Visitor, fields = {}) => visitor.post('/profile/proof/elsewhere', { next: '/profile/email', ...fields });

  it('at the provider, which has to ask for the password anew', async () => {
    const { person, visitor } = await somebody('Dr P. Prove');
    expect((await visitor.get('/profile/email')).location).toBe('/profile/proof?next=%2Fprofile%2Femail');
    const page = plain((await visitor.get('/profile/proof?next=%2Fprofile%2Femail')).text);
    expect([page.includes('Show it with Lakeside Hospital'), page.includes('type="password"')]).toEqual([true, false]);
    const out = leadsTo(await toProve(visitor));
    expect([out.searchParams.get('prompt'), out.searchParams.get('max_age')]).toEqual(['login', '0']);
    const before = visitor.cookie;
    const back = await walk(out);
    expect((await visitor.get(back)).location).toBe('/profile/email');
    expect(visitor.cookie).not.toBe(before);
    expect((await visitor.get('/profile/email')).status).toBe(200);
    expect((await logged(person.id)).at(-1)).toBe('account.proved');

    // They may have a password of ours from now on; then that one proves it too.
    expect((await visitor.get('/profile/password')).text).not.toContain('name="current"');
    expect((await visitor.post('/profile/password', { password: PASSWORD, again: PASSWORD })).location).toBe('/profile?done=password-changed');
    await forgetProof(person);
    expect((await visitor.get('/profile/proof')).text).toContain('type="password"');
    expect((await visitor.post('/profile/proof', { password: PASSWORD, next: '/profile/email' })).location).toBe('/profile/email');
  });

  it('not by being signed in there, nor as somebody else, nor without the code', async () => {
    const { person, visitor } = await somebody('Dr Q. Quick');
    const unproven = async (out: URL, status: number, sentence: string) => {
      const answer = await visitor.get(await walk(out));
      expect([answer.status, plain(answer.text).includes(sentence)]).toEqual([status, true]);
      expect((await visitor.get('/profile/email')).location).toContain('/profile/proof');
    };
    const eased = leadsTo(await toProve(visitor));
    eased.searchParams.delete('prompt');
    eased.searchParams.delete('max_age');
    await unproven(eased, 422, 'was not finished');
    provider.person = verified(doctor);
    await unproven(leadsTo(await toProve(visitor)), 422, 'another person’s account');
    expect((await visitor.post('/profile/password', { password: PASSWORD, again: PASSWORD })).location).toContain('/profile/proof');

    const { sealed, secret } = telecase.app.get(SecondFactors, { strict: false }).propose(person.id);
    await telecase.db.query(`insert into authenticators (account_id, secret, last_step) values ($1, $2, 0)`, [person.id, Buffer.from(sealed, 'base64url')]);
    provider.person = verified(person);
    expect((await toProve(visitor)).status).toBe(422);
    expect((await toProve(visitor, { code: '000000' })).status).toBe(422);
    expect((await visitor.get(await walk(leadsTo(await toProve(visitor, { code: hotp(secret, stepAt(Date.now())) }))))).location).toBe('/profile/email');
  });

  it('and is told when the provider is down, or there is no way left', async () => {
    const { person, visitor } = await somebody('Dr R. Rest');
    const out = leadsTo(await toProve(visitor));
    const path = await walk(out);
    await provider.setUp(false);
    try {
      const answer = await visitor.get(path);
      expect([answer.status, plain(answer.text).includes('does not answer')]).toEqual([503, true]);
    } finally {
      await provider.setUp(true);
    }
    await telecase.db.query(`delete from account_identities where account_id = $1`, [person.id]);
    expect(plain((await visitor.get('/profile/proof')).text)).toContain('There is no password of yours here');
  });
});

it('what was being typed when the session ran out is there after it', async () => {
  provider.person = verified(doctor);
  const visitor = telecase.visitor();
  const path = await walk(leadsTo(await leave(visitor, { _kept: '/profile', 'kept.language': 'fr' })));
  const { status, text } = await visitor.get(path);
  expect(status).toBe(200);
  expect(text).toMatch(/action="\/profile"[\s\S]*name="language" value="fr"/);
});

it('may be begun sixty times from one address, then asks to wait', async () => {
  for (let count = 0; count < 60; count += 1) expect((await leave(telecase.visitor())).status).toBe(200);
  expect((await leave(telecase.visitor())).status).toBe(429);
  expect((await telecase.db.query(`select action from access_log order by id desc limit 1`))[0].action).toBe('account.sign-in-throttled');
}, 30_000);

it('while the provider is down says so, and passwords work', async () => {
  const visitor = telecase.visitor();
  provider.person = verified(doctor);
  const path = await walk(leadsTo(await leave(visitor)));
  await provider.setUp(false);
  try {
    const back = await visitor.get(path);
    expect([back.status, plain(back.text).includes('Lakeside Hospital does not answer')]).toEqual([503, true]);
    expect((await leave(telecase.visitor())).status).toBe(503);
    expect((await visitor.signIn(doctor.email, PASSWORD)).status).toBe(303);
  } finally {
    await provider.setUp(true);
  }
  expect(await isIn((await signIn(verified(doctor))).visitor)).toBe(true);
});
