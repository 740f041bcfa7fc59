import type { Transaction } from '#libs/database/unit-of-work';
import { ProjectIsClosed } from './account.errors.js';

/**
 * Keeps the project open until the transaction ends, and its code for good, since a case is about to bear it.
 * @returns the code
 * @throws ProjectIsClosed
 */
export async function takeNewCase(tx: Transaction, projectId: string): Promise<string> {
  const [project] = await tx.query<{ code: string }>(
    `with taken as (update projects set has_cases = true where id = $1 and closed_at is null returning code) select code from taken`, [projectId]);
  if (!project) throw new ProjectIsClosed();
  return project.code;
}
