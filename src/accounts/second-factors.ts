import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { Settings } from '#config/settings';
import type { Transaction } from '#libs/database/unit-of-work';
import { stepOf } from '#libs/one-time-codes/totp';
import { readKey } from '#libs/storage/keys';
import { seal, unseal } from '#libs/storage/sealed';
import { issueRecoveryCodes, spendRecoveryCode } from './recovery-codes.js';

/** RFC 4226 recommends 160 bits. */
const SECRET_BYTES = 20;

/** What people have beside their password: an app that tells codes, and codes on paper for when it is lost. */
@Injectable()
export class SecondFactors {
  private readonly key: Buffer;

  constructor(settings: Settings) {
    this.key = readKey(settings.inDataDir('keys'), 'second-factors');
  }

  /** A secret for an app, and sealed as the form carries it until the first code has shown that the app has it. */
  propose(accountId: string): { readonly secret: Buffer; readonly sealed: string } {
    const secret = randomBytes(SECRET_BYTES);
    return { secret, sealed: seal(this.key, secret, accountId).toString('base64url') };
  }

  /** @returns undefined for what was not proposed to this account */
  proposed(accountId: string, sealed: string): Buffer | undefined {
    const secret = unseal(this.key, Buffer.from(sealed, 'base64url'), accountId);
    return secret?.length === SECRET_BYTES ? secret : undefined;
  }

  /** Takes the secret into use, in place of an older one. @returns recovery codes, to be shown once; undefined when the code is not of this secret */
  async enrol(tx: Transaction, accountId: string, secret: Buffer, code: string): Promise<string[] | undefined> {
    const step = stepOf(plain(code), secret, Date.now());
    if (step === undefined) return undefined;
    await tx.query(
      `insert into authenticators (account_id, secret, last_step) values ($1, $2, $3)
       on conflict (account_id) do update set secret = excluded.secret, last_step = excluded.last_step, since = now()`,
      [accountId, seal(this.key, secret, accountId), step]);
    return issueRecoveryCodes(tx, accountId);
  }

  /** Whether a code of the app, or a recovery code, is right. Either is accepted once. */
  async accept(tx: Transaction, accountId: string, code: string): Promise<boolean> {
    const [row] = await tx.query<{ secret: Buffer }>(`select secret from authenticators where account_id = $1`, [accountId]);
    if (!row) return false;
    const secret = unseal(this.key, row.secret, accountId);
    const step = secret && stepOf(plain(code), secret, Date.now());
    if (step === undefined) return spendRecoveryCode(tx, accountId, code);
    const taken = await tx.query(`with taken as (update authenticators set last_step = $2 where account_id = $1 and last_step < $2 returning 1) select from taken`, [accountId, step]);
    return taken.length === 1;
  }

  async has(tx: Transaction, accountId: string): Promise<boolean> {
    return Boolean(await this.since(tx, accountId));
  }

  /** Since when the account has a second step; undefined when it has none. */
  async since(tx: Transaction, accountId: string): Promise<Date | undefined> {
    const [row] = await tx.query<{ since: Date }>(`select since from authenticators where account_id = $1`, [accountId]);
    return row?.since;
  }

  async remove(tx: Transaction, accountId: string): Promise<void> {
    await tx.query(`delete from authenticators where account_id = $1`, [accountId]);
    await tx.query(`delete from recovery_codes where account_id = $1`, [accountId]);
    await tx.query(`delete from passkeys where account_id = $1`, [accountId]);
  }
}

/** Apps show the digits in two groups. */
const plain = (code: string): string => code.replaceAll(/[\s-]/g, '');
