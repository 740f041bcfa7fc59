import { createHash, randomBytes } from 'node:crypto';
import type { Transaction } from '#libs/database/unit-of-work';
import { base32 } from '#libs/one-time-codes/base32';

/** How many codes there are for the day on which the telephone is lost. */
const CODES = 10;
/** 80 random bits: nobody guesses one, so a plain hash is enough. */
const BYTES = 10;

/** Replaces the codes of an account. @returns the new ones, in groups of four letters; they lie nowhere else */
export async function issueRecoveryCodes(tx: Transaction, accountId: string): Promise<string[]> {
  const codes = Array.from({ length: CODES }, () => base32(randomBytes(BYTES)));
  await tx.query(`delete from recovery_codes where account_id = $1`, [accountId]);
  await tx.query(`insert into recovery_codes (account_id, code_hash) select $1, unnest($2::bytea[])`, [accountId, codes.map(hashed)]);
  return codes.map((code) => code.match(/.{4}/g)!.join('-'));
}

/** Uses a code up, however it is written. @returns false when there is none, or it was used */
export async function spendRecoveryCode(tx: Transaction, accountId: string, typed: string): Promise<boolean> {
  const code = typed.toUpperCase().replaceAll(/[^A-Z2-7]/g, '');
  const spent = await tx.query(`with spent as (update recovery_codes set used_at = now() where account_id = $1 and code_hash = $2 and used_at is null returning 1) select from spent`, [accountId, hashed(code)]);
  return spent.length === 1;
}

/** Codes that were not used yet. */
export async function recoveryCodesLeft(tx: Transaction, accountId: string): Promise<number> {
  const [row] = await tx.query<{ left: number }>(`select count(*)::int as left from recovery_codes where account_id = $1 and used_at is null`, [accountId]);
  return row!.left;
}

const hashed = (code: string): Buffer => createHash('sha256').update(code).digest();
