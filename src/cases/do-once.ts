import type { Actor } from '#libs/authorization/actor';
import type { Transaction, UnitOfWork } from '#libs/database/unit-of-work';
import type { CaseFacts } from './case.policy.js';
import { casePaths } from './cases.paths.js';

/**
 * Does what a form asks for once, however often it is sent, and leads back to the case, which says what was done.
 * @param body the form, for its idempotency key
 */
export async function doOnce(work: UnitOfWork, actor: Actor, { reference }: CaseFacts, body: Record<string, unknown> | undefined, done: string, change: (tx: Transaction) => Promise<unknown>): Promise<{ url: string }> {
  const url = await work.once(String(body?._once ?? ''), actor.id, async (tx) => {
    await change(tx);
    return `${casePaths.show(reference)}?done=${done}`;
  });
  return { url };
}
