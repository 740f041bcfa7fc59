import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { OperatingSystemUser } from './operating-system-user.js';

/** Nothing of ours: PGDATA, PGPORT, LC_ALL and their like would bend what PostgreSQL does. */
export const cleanEnvironment = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' };

/** Runs a command to its end as that user. @throws with what it printed when it fails */
export async function runAs(user: OperatingSystemUser, command: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(command, args, { ...user, env: cleanEnvironment, cwd: '/' });
  return stdout;
}

/** Whether that user gets into a folder, through every folder above it. */
export async function canEnter(user: OperatingSystemUser, folder: string): Promise<boolean> {
  return runAs(user, '/bin/sh', '-c', 'cd -- "$1"', 'sh', folder).then(() => true, () => false);
}
