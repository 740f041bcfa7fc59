import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { unpack, unpackedAt } from './debian-packages.js';
import { isListening } from './is-listening.js';

const PACKAGES = ['slapd', 'libargon2-1', 'libldap-2.5-0', 'libltdl7', 'libodbc2', 'libperl5.36', 'libsasl2-2', 'libwrap0', 'libnsl2'];
const kept = unpackedAt('slapd');
const env = { ...process.env, LD_LIBRARY_PATH: join(kept, 'usr/lib/x86_64-linux-gnu') };

/** Where things are: the system's slapd, or Debian's packages unpacked beside our own. */
const roots = ['/', kept];

export const BASE = 'dc=hospital,dc=example';
export const READER = { dn: `cn=reader,${BASE}`, password: 'the reader reads' };

/** Why there is no slapd on this machine; '' when there is. */
export function whyNoSlapd(): string {
  if (find()) return '';
  try {
    rmSync(kept, { recursive: true, force: true });
    unpack('slapd', PACKAGES);
  } catch {
    return ' (skipped: slapd is neither installed nor to be had from Debian)';
  }
  return find() ? '' : ' (skipped: slapd does not run here)';
}

const find = (): string | undefined => roots.find((root) => existsSync(join(root, 'usr/sbin/slapd')) && runs(join(root, 'usr/sbin/slapd')));

function runs(program: string): boolean {
  try {
    execFileSync(program, ['-VV'], { env, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A real directory that can be sent away and come back. */
export interface Slapd {
  readonly url: string;
  readonly port: number;
  start(): Promise<void>;
  stop(): Promise<void>;
  remove(): void;
}

/** @param entries in LDIF, below BASE @param tls the files of a certificate and its key */
export async function makeSlapd(entries: string, tls?: { certificate: string; key: string }): Promise<Slapd> {
  const root = find()!;
  const folder = mkdtempSync(join(tmpdir(), 'slapd-'));
  mkdirSync(join(folder, 'data'));
  const conf = join(folder, 'slapd.conf');
  writeFileSync(conf, [
    ...['core', 'cosine', 'inetorgperson'].map((schema) => `include ${join(root, 'etc/ldap/schema', schema)}.schema`),
    `modulepath ${join(root, 'usr/lib/ldap')}`, 'moduleload back_mdb',
    ...(tls ? [`TLSCertificateFile ${tls.certificate}`, `TLSCertificateKeyFile ${tls.key}`] : []),
    'allow bind_anon_dn', // so that a bind without a password would succeed, as it does in many a hospital
    'database mdb', `suffix "${BASE}"`, `rootdn "cn=root,${BASE}"`, `directory ${join(folder, 'data')}`,
    'access to attrs=userPassword by anonymous auth by * none', `access to * by dn.exact="${READER.dn}" read by * none`, '',
  ].join('\n'));
  const whole = `dn: ${BASE}\nobjectClass: dcObject\nobjectClass: organization\ndc: hospital\no: Hospital\n\ndn: ${READER.dn}\nobjectClass: organizationalRole\nobjectClass: simpleSecurityObject\ncn: reader\nuserPassword: ${READER.password}\n\n${entries}`;
  execFileSync(join(root, 'usr/sbin/slapadd'), ['-f', conf], { env, input: whole, stdio: ['pipe', 'ignore', 'pipe'] });
  const port = await freePort();
  let slapd: ChildProcess | undefined;
  return {
    url: `ldap://127.0.0.1:${port}`,
    port,
    start: async () => {
      slapd = spawn(join(root, 'usr/sbin/slapd'), ['-f', conf, '-h', `ldap://127.0.0.1:${port}/`, '-d', '0'], { env, stdio: 'ignore' });
      while (slapd.exitCode === null && !(await isListening({ port, host: '127.0.0.1' }))) await setTimeout(50);
      if (slapd.exitCode !== null) throw new Error(`slapd ended with ${slapd.exitCode}`);
    },
    stop: async () => {
      const ended = once(slapd!, 'exit');
      slapd!.kill();
      await ended;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
