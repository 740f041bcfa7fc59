import type { Transaction } from '#libs/database/unit-of-work';

/** Somebody who has had a case open, or worked on it. */
export interface Onlooker {
  readonly name: string;
  /** As which they last did. */
  readonly role: string | null;
  readonly first: Date;
  readonly last: Date;
}

/** Who has seen each of these cases, as the access log tells it, by reference. Whoever was refused has not; the auditor who asked has not. */
export async function whoHasSeen(tx: Transaction, references: readonly string[]): Promise<Map<string, Onlooker[]>> {
  const rows = await tx.query<Onlooker & { reference: string }>(
    `select case_reference as reference, (array_agg(name order by id desc))[1] as name, (array_agg(role order by id desc) filter (where role is not null))[1] as role, min(at) as first, max(at) as last
     from access_log where case_reference = any($1) and outcome = 'done' and account_id is not null and action ~ '^(case|attachment|export)[.]'
     group by case_reference, account_id order by first`,
    [references],
  );
  return new Map(references.map((reference) => [reference, rows.filter((row) => row.reference === reference)]));
}
