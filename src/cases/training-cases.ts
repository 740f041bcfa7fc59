import type { Transaction } from '#libs/database/unit-of-work';

/** Those among the references that are of training cases, which are marked wherever they are named. */
export async function trainingCases(tx: Transaction, references: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ reference: string }>(`select reference from cases where reference = any($1) and kind = 'training'`, [references]);
  return new Set(rows.map(({ reference }) => reference));
}
