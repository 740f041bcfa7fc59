import { chown, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canEnter } from './run-as.js';
import type { OperatingSystemUser } from './operating-system-user.js';

/** The kernel takes a socket's path up to 107 bytes, and PostgreSQL adds `/.s.PGSQL.5432` and a comma ends the name. */
const longestParent = 70;

/** A fresh folder that nobody but this user (and root) can enter. */
export async function makeSocketDirectory(user: OperatingSystemUser): Promise<string> {
  const preferred = tmpdir();
  const fits = Buffer.byteLength(preferred) <= longestParent && !preferred.includes(',') && (await canEnter(user, preferred));
  const directory = await mkdtemp(join(fits ? preferred : '/tmp', 'telecase-'));
  if (user.uid !== undefined) await chown(directory, user.uid, user.gid!);
  return directory;
}
