import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#config/root';

/** Where packages of Debian are unpacked beside our own, under a name for what they are for: nothing is installed. */
export const unpackedAt = (name: string): string => join(projectRoot, 'node_modules/.cache', name);

/** Fetches packages from Debian and unpacks them. @throws when they can't be had */
export function unpack(name: string, packages: readonly string[]): void {
  const folder = unpackedAt(name);
  mkdirSync(folder, { recursive: true });
  execFileSync('apt-get', ['download', ...packages], { cwd: folder, stdio: 'ignore', timeout: 120_000 });
  for (const file of readdirSync(folder).filter((one) => one.endsWith('.deb'))) execFileSync('dpkg', ['-x', join(folder, file), folder], { stdio: 'ignore' });
}
