import { readGroupRights } from './group-rights.js';
import { readSettings } from './settings.js';

const OIDC = { PUBLIC_URL: 'https://telecase.example.org', OIDC_ISSUER: 'https://login.example.org/realms/hospital', OIDC_CLIENT_ID: 'telecase', OIDC_CLIENT_SECRET: 'hush', OIDC_NAME: 'Lakeside' };
const LDAP = { LDAP_URL: 'ldaps://directory.example.org', LDAP_BASE_DN: 'dc=example,dc=org', LDAP_BIND_DN: 'cn=reader', LDAP_BIND_PASSWORD: 'hush' };

it('is off', () => {
  const { OIDC_ISSUER, directory } = readSettings({});
  expect([OIDC_ISSUER, directory]).toEqual([undefined, undefined]);
});

it.each([
  ['ldaps://directory.example.org', false], ['ldap://directory.example.org', true], ['ldap://localhost.example.org', true], ['ldap://127.0.0.1:389', false], ['ldap://[::1]', false],
])('says passwords over nothing but TLS, but on this machine: %s', (LDAP_URL, startTls) => expect(readSettings({ ...LDAP, LDAP_URL }).directory).toMatchObject({ url: LDAP_URL, startTls }));

it.each([
  [{ ...OIDC, OIDC_NAME: '' }, ['OIDC_NAME']],
  [{ ...OIDC, OIDC_CLIENT_ID: '', OIDC_NAME: '' }, ['OIDC_CLIENT_ID', 'OIDC_NAME']],
  [{ ...OIDC, OIDC_ISSUER: '' }, ['OIDC_ISSUER']],
  [{ ...OIDC, OIDC_ISSUER: 'http://login.example.org' }, ['OIDC_ISSUER']],
  [{ ...OIDC, OIDC_ISSUER: 'http://localhost.example.org' }, ['OIDC_ISSUER']],
  [{ ...OIDC, PUBLIC_URL: '' }, ['PUBLIC_URL']],
  [{ ...OIDC, OIDC_GROUPS: 'chiefs => administrator' }, ['OIDC_GROUPS']],
  [{ ...OIDC, OIDC_GROUPS: 'nurses => project-staff' }, ['OIDC_GROUPS']],
  [{ ...LDAP, LDAP_URL: '' }, ['LDAP_URL']],
  [{ ...LDAP, LDAP_URL: 'https://directory.example.org' }, ['LDAP_URL']],
  [{ ...LDAP, LDAP_BASE_DN: '' }, ['LDAP_BASE_DN']],
  [{ ...LDAP, LDAP_BIND_PASSWORD: '' }, ['LDAP_BIND_PASSWORD']],
  [{ ...LDAP, LDAP_FILTER: '(mail=*)' }, ['LDAP_FILTER']],
  [{ ...LDAP, LDAP_GROUPS: 'cn=a,dc=b' }, ['LDAP_GROUPS']],
])('says what is wrong, and never a secret: %j', (env, wrong) => {
  let message = '';
  try {
    readSettings(env);
  } catch (error) {
    message = (error as Error).message;
  }
  expect(message.split('\n').slice(1).map((line) => line.trim().split(':')[0]).sort()).toEqual([...wrong].sort());
  expect(message).not.toContain('hush');
});

it('reads what groups grant, DNs and names with blanks too', () => {
  const list = 'cn=Skin Doctors,ou=groups,dc=example => specialist dermatology; heads => coordinator;west=>medco Western  Province ;';
  expect(readSettings({ ...LDAP, LDAP_GROUPS: list }).LDAP_GROUPS).toBe(list);
  expect(readGroupRights(list)).toEqual([
    { group: 'cn=Skin Doctors,ou=groups,dc=example', role: 'specialist', place: 'dermatology' },
    { group: 'heads', role: 'coordinator' },
    { group: 'west', role: 'medco', place: 'Western Province' },
  ]);
});
