import type { Transaction } from '#libs/database/unit-of-work';

/** Why these allocations were withdrawn, by the id of each; of one for which nobody said why there is nothing. */
export async function withdrawalReasons(tx: Transaction, allocationIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ id: string; reason: string }>(
    `select id, withdrawal_reason as reason from case_allocations where id = any($1::uuid[]) and withdrawal_reason <> ''`, [allocationIds]);
  return new Map(rows.map(({ id, reason }) => [id, reason]));
}
