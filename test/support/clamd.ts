import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { unpack, unpackedAt } from './debian-packages.js';
import { isListening } from './is-listening.js';

/** What every scanner calls a virus, and is none: 68 bytes. https://www.eicar.org/download-anti-malware-testfile/ */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
const SIGNATURE = '44d88612fea8a8f36de82e1278abb02f:68:Eicar-Test\n';
const PACKAGES = ['clamav-daemon', 'libclamav12', 'libmspack0'];
const kept = unpackedAt('clamd');
const LIBRARIES = join(kept, 'usr/lib/x86_64-linux-gnu');

/** Where clamd is: the system's, or Debian's package unpacked beside our own, which installs nothing. Undefined: neither can be had. */
export function findClamd(): string | undefined {
  const candidates = ['/usr/sbin/clamd', '/usr/local/sbin/clamd', join(kept, 'usr/sbin/clamd')];
  try {
    if (!candidates.some(existsSync)) unpack('clamd', PACKAGES);
  } catch {
    return undefined;
  }
  return candidates.find((path) => existsSync(path) && answers(path));
}

const env = () => ({ ...process.env, LD_LIBRARY_PATH: LIBRARIES });

function answers(program: string): boolean {
  try {
    execFileSync(program, ['--help'], { env: env(), stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A real clamd that knows one signature. @param folder for its socket and its signatures @returns how to end it */
export async function startClamd(program: string, folder: string): Promise<{ address: string; stop: () => Promise<void> }> {
  const address = join(folder, 'clamd.sock');
  writeFileSync(join(folder, 'test.hdb'), SIGNATURE);
  writeFileSync(join(folder, 'clamd.conf'), `LocalSocket ${address}\nFixStaleSocket yes\nDatabaseDirectory ${folder}\nTemporaryDirectory ${folder}\nForeground yes\nAlertExceedsMax yes\n`);
  const clamd = spawn(program, ['--config-file', join(folder, 'clamd.conf')], { env: env(), stdio: 'ignore' });
  const ended = once(clamd, 'exit');
  while (clamd.exitCode === null && !(await isListening({ path: address }))) await setTimeout(50);
  if (clamd.exitCode !== null) throw new Error(`clamd ended with ${clamd.exitCode}`);
  return { address, stop: async () => void (clamd.kill(), await ended) };
}
