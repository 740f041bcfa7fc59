import { hash, verify } from '@node-rs/argon2';

/** Argon2id with OWASP's minimum: 19 MiB, 2 passes, 1 lane. */
const COST = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 };

/** The hash that is kept of a password. @param password up to 128 characters of any Unicode, compared in NFC */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFC'), COST);

/** An account that does not exist costs as much time as a wrong password. */
const nobody = hashPassword('nobody has this password');

/** Whether this is the password; false, after the same time, when there is no account. */
export async function passwordMatches(kept: string | null | undefined, password: string): Promise<boolean> {
  const isSame = await verify(kept ?? (await nobody), password.normalize('NFC'));
  return isSame && Boolean(kept);
}
