import { execFileSync } from 'node:child_process';

/** Whom the database runs as. Empty: the person who runs Node. */
export interface OperatingSystemUser {
  uid?: number;
  gid?: number;
}

/**
 * PostgreSQL refuses to run as root, so root lends it to `postgres` or, where there is none, to a new system
 * user `telecase`. A database that exists already stays with its owner.
 *
 * @param owner whoever owns the files of the database, once there are any
 * @throws when an ordinary person starts somebody else's database, or root cannot make the user
 */
export function databaseUser(owner?: { uid: number; gid: number }): OperatingSystemUser {
  const me = process.getuid!();
  if (me !== 0) {
    if (owner && owner.uid !== me) {
      throw new Error('The database belongs to another user of this computer. Start Telecase as that user or as root.');
    }
    return {};
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return find('postgres') ?? find('telecase') ?? create('telecase');
}

function find(name: string): OperatingSystemUser | undefined {
  try {
    const id = (kind: string) => Number(execFileSync('id', [kind, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

function create(name: string): OperatingSystemUser {
  try {
    execFileSync('useradd', ['--system', '--no-create-home', '--user-group', '--shell', '/bin/false', name], { stdio: 'ignore' });
    return find(name)!;
  } catch (cause) {
    const advice = 'Run Telecase as an ordinary user, or set DATABASE_URL to a PostgreSQL server.';
    throw new Error(`PostgreSQL does not run as root, and no other user could be made for it. ${advice}`, { cause });
  }
}
