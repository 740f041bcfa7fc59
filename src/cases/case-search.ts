import type { Transaction } from '#libs/database/unit-of-work';
import { searchDocument } from '#libs/text-search/index';
import type { Case } from './case.entity.js';

/** What of a case's form is found by a search, besides its patient's local references. */
const SEARCHED = ['title', 'question', 'history'];

/** What a patient is called in the project: by their own local reference, and by those that were merged into it. */
export async function localReferencesOf(tx: Transaction, patientId: string): Promise<string[]> {
  const patients = await tx.query<{ ref: string }>(`select local_reference as ref from patients where id = $1 or merged_into_id = $1`, [patientId]);
  return patients.map(({ ref }) => ref);
}

/**
 * Writes what a case is found by, in the transaction that saves it. What was said in it stays.
 * @param references what its patient is called
 */
export async function writeSearchDocument(tx: Transaction, { id, reference, form }: Case, references: readonly string[]): Promise<void> {
  // What is registered as "OPD 500" is looked for as OPD-500, too.
  const together = references.map((one) => one.replaceAll(/\s+/g, '-'));
  const texts = [reference, ...references, ...together, ...SEARCHED.map((name) => form[name] ?? '')].flat();
  await tx.query(
    `insert into case_search (case_id, words) values ($1, $2::tsvector)
     on conflict (case_id) do update set words = excluded.words || ts_filter(case_search.words, '{d}')`,
    [id, searchDocument(texts, 'A')],
  );
}

/** Adds a message to what its case is found by, in the transaction that writes it. */
export async function addToSearchDocument(tx: Transaction, caseId: string, texts: readonly string[]): Promise<void> {
  await tx.query(`update case_search set words = words || $2::tsvector where case_id = $1`, [caseId, searchDocument(texts, 'D')]);
}
