import { startApp, type TestApp } from '../support/app.js';
import { plain } from '../support/forms.js';
import { BASE, makeSlapd, READER, whyNoSlapd, type Slapd } from '../support/slapd.js';
import type { Visitor } from '../support/visitor.js';
import { PASSWORD } from '../support/world.js';

/** Signing in with the password of a real LDAP directory, by the ordinary form. */

const THEIRS = 'the password of the hospital';
const person = (uid: string, name: string, mail: string) => `dn: uid=${uid},${BASE}\nobjectClass: inetOrgPerson\nuid: ${uid}\ncn: ${name}\nsn: ${name}\n${mail && `mail: ${mail}\n`}userPassword: ${THEIRS}\n\n`;
const group = (name: string, ...uids: string[]) => `dn: cn=${name},${BASE}\nobjectClass: groupOfNames\ncn: ${name}\n${uids.map((uid) => `member: uid=${uid},${BASE}\n`).join('')}\n`;
const ENTRIES = [
  person('local', 'Dr L. Local', 'dr.l.local@example.org'), person('waiting', 'Dr W. Waiting', 'Dr.W.Waiting@example.org'), person('new', 'Dr N. New', 'new@example.org'),
  person('star', 'Dr S. Star', 'a*b@example.org'), person('off', 'Dr O. Off', 'dr.o.off@example.org'), person('group', 'Dr G. Group', 'group@example.org'),
  person('prove', 'Dr V. Prove', 'prove@example.org'), person('twin1', 'Twin One', 'twins@example.org'), person('twin2', 'Twin Two', 'twins@example.org'),
  group('skin', 'group'),
].join('');

const whyNot = whyNoSlapd();
describe.skipIf(whyNot)(`with a real slapd${whyNot}`, () => {
  let slapd: Slapd;
  let telecase: TestApp;

  beforeAll(async () => {
    slapd = await makeSlapd(ENTRIES);
    await slapd.start();
    telecase = await startApp({ LDAP_URL: slapd.url, LDAP_BASE_DN: BASE, LDAP_BIND_DN: READER.dn, LDAP_BIND_PASSWORD: READER.password, LDAP_GROUPS: `CN=skin, ${BASE} => specialist dermatology` });
  }, 60_000);
  afterAll(async () => {
    await telecase.stop();
    await slapd.stop();
    slapd.remove();
  });
  beforeEach(() => telecase.db.query(`delete from rate_limits`));

  const isIn = async (visitor: Visitor) => (await visitor.get('/profile')).status === 200;
  const attempt = async (email: string, password: string) => {
    const visitor = telecase.visitor();
    const answer = await visitor.signIn(email, password);
    return { visitor, status: answer.status, text: plain(answer.text), location: answer.location };
  };
  const refused = async (email: string, password: string, sentence = 'This e-mail and password don’t go together') => {
    const { visitor, status, text } = await attempt(email, password);
    expect([status, text.includes(sentence), await isIn(visitor)]).toEqual([422, true, false]);
  };
  /** An account that has no password of ours. */
  const waiting = async (name: string, state = 'approved') => {
    const account = await telecase.world.person(name, { roles: ['coordinator'] });
    await telecase.db.query(`update accounts set state = $2, password_hash = null where id = $1`, [account.id, state]);
    return account;
  };

  it('lets in whoever has no password of ours, ties the account, and makes it active', async () => {
    const account = await waiting('Dr W. Waiting');
    expect(await isIn((await attempt(account.email, THEIRS)).visitor)).toBe(true);
    expect(await isIn((await attempt(account.email, THEIRS)).visitor)).toBe(true);
    expect(await telecase.db.query(`select issuer from account_identities where account_id = $1`, [account.id])).toEqual([{ issuer: `ldap:${BASE}` }]);
    const log = await telecase.db.query(`select action from access_log where account_id = $1 order by id`, [account.id]);
    expect(log.map(({ action }: { action: string }) => action)).toEqual(['account.recognised', 'account.identity-linked', 'account.signed-in', 'account.recognised', 'account.signed-in']);
  });

  it('refuses a wrong password, none, and an unknown address alike', async () => {
    const account = await waiting('Dr W. Waiting Too');
    await telecase.db.query(`update accounts set email = 'group@example.org' where id = $1`, [account.id]);
    await refused('group@example.org', 'wrong');
    await refused('nobody@example.org', THEIRS);
    await refused('group@example.org', '', 'Enter your password');
    await refused('group@example.org', ' \0', 'Enter your password');
    await telecase.db.query(`update accounts set email = 'elsewhere@example.org' where id = $1`, [account.id]);
  });

  it('whoever has a password of ours uses that one: the directory is not told of it, nor can it open the account', async () => {
    const local = await telecase.world.person('Dr L. Local', { roles: ['coordinator'] });
    await refused(local.email, THEIRS);
    expect(await isIn((await attempt(local.email, PASSWORD)).visitor)).toBe(true);
  });

  it('what is typed is no part of the filter', async () => {
    await refused('*', THEIRS);
    await refused('new@example.org)(mail=*', THEIRS);
    await refused('*)(uid=new', THEIRS);
    await refused('a*@example.org', THEIRS);
    expect((await attempt('a*b@example.org', THEIRS)).location).toBe('/request-account');
  });

  it('an address that two people have opens nothing', () => refused('twins@example.org', THEIRS));

  it('whoever has no account asks for one, with the name and address filled in', async () => {
    const { visitor, location } = await attempt('new@example.org', THEIRS);
    expect(location).toBe('/request-account');
    const page = (await visitor.get('/request-account')).text;
    expect([page.includes('value="Dr N. New"'), page.includes('value="new@example.org"')]).toEqual([true, true]);
  });

  it('a disabled account stays out', async () => {
    const off = await waiting('Dr O. Off', 'disabled');
    await refused(off.email, THEIRS, 'Your account is disabled');
  });

  it('groups grant an account', async () => {
    expect(await isIn((await attempt('group@example.org', THEIRS)).visitor)).toBe(true);
    expect(await telecase.db.query(`select specialty from account_specialties s join accounts a on a.id = account_id where email = 'group@example.org'`)).toEqual([{ specialty: 'dermatology' }]);
  });

  it('whoever has no password of ours proves who they are with the one of the directory', async () => {
    const person = await waiting('Dr V. Prove', 'active');
    await telecase.db.query(`update accounts set email = 'prove@example.org' where id = $1`, [person.id]);
    const { visitor } = await attempt('prove@example.org', THEIRS);
    await telecase.db.query(`update sessions set sess = jsonb_set(sess::jsonb, '{provenAt}', '0')::json`);
    expect((await visitor.get('/profile/email')).location).toContain('/profile/proof');
    const prove = async (password: string) => (await visitor.post('/profile/proof', { password, next: '/profile/email' })).status;
    expect(await prove('wrong')).toBe(422);
    await slapd.stop();
    expect(await prove(THEIRS)).toBe(503);
    await slapd.start();
    expect(await prove(THEIRS)).toBe(303);
    expect((await visitor.get('/profile/email')).status).toBe(200);

    // The entry is another person's now: its password opens nothing of this one.
    await telecase.db.query(`update account_identities set subject = 'another' where account_id = $1`, [person.id]);
    expect(await prove(THEIRS)).toBe(422);
  });

  it('while the directory is down says so, the same to everybody, and passwords of ours work', async () => {
    const local = await telecase.world.person('Dr P. Present', { roles: ['coordinator'] });
    await slapd.stop();
    try {
      for (const email of ['new@example.org', local.email, 'nobody@example.org']) {
        const { status, text } = await attempt(email, THEIRS);
        expect([status, text.includes('can’t be checked at the moment')]).toEqual([503, true]);
      }
      expect(await isIn((await attempt(local.email, PASSWORD)).visitor)).toBe(true);
    } finally {
      await slapd.start();
    }
    expect((await attempt('new@example.org', THEIRS)).location).toBe('/request-account');
  });
});
