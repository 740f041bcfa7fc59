import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BASE, makeSlapd, READER, whyNoSlapd, type Slapd } from '../../test/support/slapd.js';
import { Directory } from './directory.js';
import { SignOnDown } from './proof.js';

const PASSWORD = 'the password of the hospital';
const ENTRIES = ['one', 'two'].map((uid) => `dn: uid=${uid},${BASE}\nobjectClass: inetOrgPerson\nuid: ${uid}\ncn: ${uid}\nsn: ${uid}\nmail: ${uid}@example.org\nuserPassword: ${PASSWORD}\n\n`).join('');
const whyNot = whyNoSlapd();

describe.skipIf(whyNot)(`with a real slapd${whyNot}`, () => {
  let slapd: Slapd;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'directory-'));
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')], { stdio: 'ignore' });
    slapd = await makeSlapd(ENTRIES, { certificate: join(folder, 'cert.pem'), key: join(folder, 'key.pem') });
    await slapd.start();
  }, 60_000);
  afterAll(async () => {
    await slapd.stop();
    slapd.remove();
    rmSync(folder, { recursive: true });
  });

  const asked = (more: object = {}) => new Directory({ url: slapd.url, startTls: false, baseDn: BASE, bindDn: READER.dn, bindPassword: READER.password, filter: '(mail={email})', wantsGroups: false, ...more });

  it('tells who it is, and nobody without the password', async () => {
    expect(await asked().find('one@example.org', PASSWORD)).toMatchObject({ name: 'one', email: 'one@example.org', subject: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    for (const password of ['', null, 'wrong', `${PASSWORD} `]) expect(await asked().find('one@example.org', password)).toBeUndefined();
  });

  it('finds nobody by anything but their address, whatever is typed', async () => {
    const pieces = fc.constantFrom('*', '(', ')', '\\', '\0', '|', '&', '=', 'one', '@example.org', '\\2a', '{email}', '$&', 'é');
    await fc.assert(fc.asyncProperty(fc.array(pieces, { minLength: 1, maxLength: 8 }), async (typed) => {
      fc.pre(typed.join('') !== 'one@example.org');
      expect(await asked().find(typed.join(''), PASSWORD)).toBeUndefined();
    }), { numRuns: 60 });
  }, 30_000);

  it('begins with TLS where it has to, and believes only the right certificate', async () => {
    const ca = readFileSync(join(folder, 'cert.pem'), 'utf8');
    const url = `ldap://localhost:${slapd.port}`;
    expect(await asked({ url, startTls: true, ca }).find('one@example.org', PASSWORD)).toMatchObject({ name: 'one' });
    await expect(asked({ url, startTls: true }).find('one@example.org', PASSWORD)).rejects.toThrow(SignOnDown);
    await expect(asked({ startTls: true, ca }).find('one@example.org', PASSWORD)).rejects.toThrow(SignOnDown);
  });

  it('a wrong password of its own is no wrong password of the person', async () => {
    await expect(asked({ bindPassword: 'changed meanwhile' }).find('one@example.org', PASSWORD)).rejects.toThrow(SignOnDown);
  });
});

it('gives up on a directory that says nothing', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const directory = new Directory({ url: `ldap://127.0.0.1:${port}`, startTls: false, baseDn: BASE, filter: '(mail={email})', wantsGroups: false });
  await expect(directory.find('one@example.org', PASSWORD)).rejects.toThrow(SignOnDown);
  silent.close();
}, 20_000);
