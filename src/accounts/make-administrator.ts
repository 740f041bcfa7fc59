import type { Language } from '#config/languages';
import { changesOf } from '#libs/access-log/changes-of';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { AccountLinks } from './account-links.js';
import { createAccount } from './account.store.js';
import { NO_RIGHTS, type Rights } from './rights.js';
import { readRights, writeRights } from './rights.store.js';

export interface NewAdministrator {
  readonly name: string;
  readonly email: string;
  readonly language: Language;
  readonly timeZone: string;
}

/**
 * Makes an account that administers the others, or makes an administrator of the account that the address has: the way
 * in for a new installation, and back in when nobody can sign in any more. For whoever runs the server only.
 * @returns the path of a link to choose a password
 */
export function makeAdministrator(work: UnitOfWork, links: AccountLinks, person: NewAdministrator): Promise<string> {
  return work.run(async (tx) => {
    const created = await createAccount(tx, person);
    const [account] = await tx.query<{ id: string; name: string; state: 'approved' | 'active' }>(`select id, name, state from accounts where email = $1 for update`, [person.email]);
    const { id: accountId, name, state } = account!;
    const rights = created ? NO_RIGHTS : await readRights(tx, accountId);
    const roles = [...new Set([...rights.roles, 'administrator' as const])];
    await writeRights(tx, accountId, { ...rights, roles });
    const who = { id: null, name: '', from: { address: '', agent: 'cli' } };
    tx.log({ who, action: 'account.made-administrator', subject: { accountId, what: changesOf(inCodes(rights.roles), inCodes(roles), () => name)[0] ?? name } });
    return links.issue(tx, accountId, state === 'active' ? 'reset' : 'activation');
  });
}

/** Whoever runs the server has no language of the product: the codes of the roles say the same to everybody. */
const inCodes = (roles: Rights['roles']) => ({ roles: roles.join(', ') });
