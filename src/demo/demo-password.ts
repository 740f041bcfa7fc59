import type { Settings } from '#config/settings';
import type { Transaction } from '#libs/database/unit-of-work';
import { readKey } from '#libs/storage/keys';
import { hashPassword, passwordMatches, setPassword } from '../accounts/index.js';

const CONSONANTS = 'bdfghjklmnprstvz';
const VOWELS = 'aiou';
/** 48 bits: far more than the throttle of the sign-in lets anybody try. */
const SYLLABLES = 8;

/** The one password of the demo accounts: the one that is set, or four words that only this installation has, the same at each start. */
export function demoPassword(settings: Settings): string {
  if (settings.DEMO_PASSWORD) return settings.DEMO_PASSWORD;
  const key = readKey(settings.inDataDir('keys'), 'demo-password');
  const syllables = [...key.subarray(0, SYLLABLES)].map((byte) => `${CONSONANTS[byte >> 4]}${VOWELS[byte & 3]}`);
  return syllables.join('').match(/.{4}/g)!.join('-');
}

/** Sets the password of those accounts that have another one. */
export async function followPassword(tx: Transaction, accounts: readonly { readonly id: string; readonly hash: string }[], password: string): Promise<void> {
  const stale = new Set<string>();
  // As a rule all of them have the very same hash, and one look is enough.
  for (const hash of new Set(accounts.map(({ hash }) => hash))) if (!(await passwordMatches(hash, password))) stale.add(hash);
  if (stale.size === 0) return;
  const fresh = await hashPassword(password);
  for (const { id, hash } of accounts) if (stale.has(hash)) await setPassword(tx, id, fresh);
}
