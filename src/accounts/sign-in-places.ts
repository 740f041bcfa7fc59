import { createHash } from 'node:crypto';
import type { Origin } from '#libs/authorization/actor';
import type { Transaction } from '#libs/database/unit-of-work';
import { SignedInFromANewPlace } from './account.events.js';
import { agentOf } from './agents.js';
import { networkOf } from './network.js';

/** For how long a place is known after somebody has signed in there. */
export const PLACES_KNOWN_FOR = '90 days';

/** Remembers from where, and with what, somebody has signed in; a place that is new for them is an event. The very first is none. */
export async function rememberPlace(tx: Transaction, accountId: string, { address, agent }: Origin): Promise<void> {
  const { browser, system } = agentOf(agent);
  const place = createHash('sha256').update([accountId, browser, system, networkOf(address)].join(' ')).digest();
  const [known] = await tx.query<{ any: boolean; this: boolean }>(
    `select count(*) > 0 as any, coalesce(bool_or(place_hash = $2 and seen_at > now() - $3::interval), false) as this from sign_in_places where account_id = $1`,
    [accountId, place, PLACES_KNOWN_FOR]);
  await tx.query(`insert into sign_in_places (account_id, place_hash) values ($1, $2) on conflict (account_id, place_hash) do update set seen_at = now()`, [accountId, place]);
  if (known!.any && !known!.this) await tx.record(new SignedInFromANewPlace(null, { accountId }));
}
