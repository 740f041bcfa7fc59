import type { AccessEntry } from '#libs/access-log/entry';
import type { UnitOfWork } from '#libs/database/unit-of-work';
import { TooOften } from '#libs/errors/domain-error';

/**
 * Lets somebody try, and puts it on the access log when they have to wait: by itself, as nothing else is written then.
 * @param entry what the log says of it; that it was refused is added
 * @throws TooOften
 */
export async function logIfStopped<Result>(work: UnitOfWork, entry: AccessEntry, trying: Promise<Result>): Promise<Result> {
  try {
    return await trying;
  } catch (error) {
    if (error instanceof TooOften) await work.read((tx) => tx.log({ ...entry, outcome: 'refused' }));
    throw error;
  }
}
