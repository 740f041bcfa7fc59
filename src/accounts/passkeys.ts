import { Injectable } from '@nestjs/common';
import {
  generateAuthenticationOptions, generateRegistrationOptions, verifyAuthenticationResponse, verifyRegistrationResponse,
  type AuthenticationResponseJSON, type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { Settings } from '#config/settings';
import type { Transaction } from '#libs/database/unit-of-work';

export interface Passkey {
  readonly id: string;
  /** The browser and system that it was made with. */
  readonly name: string;
  readonly createdAt: Date;
}

/** Whether the device has to make sure itself that it is its owner, by a finger, a face or a PIN: behind a password it need not. */
export type Verification = 'required' | 'discouraged';

/** Passkeys (WebAuthn) in place of the code: bound to our address, so no page elsewhere can ask for one. */
@Injectable()
export class Passkeys {
  private readonly origin: string;
  private readonly site: string;

  constructor(settings: Settings) {
    this.origin = settings.publicOrigin;
    this.site = new URL(settings.publicOrigin).hostname;
  }

  of(tx: Transaction, accountId: string): Promise<Passkey[]> {
    return tx.query(`select id, name, created_at as "createdAt" from passkeys where account_id = $1 order by created_at, id`, [accountId]);
  }

  /** What a browser needs to make one, with a challenge to be kept in the session. */
  async toMake(tx: Transaction, { id, name, email }: { readonly id: string; readonly name: string; readonly email: string }) {
    return generateRegistrationOptions({
      rpName: 'Telecase', rpID: this.site, userID: Buffer.from(id), userName: email, userDisplayName: name, attestationType: 'none',
      excludeCredentials: (await this.of(tx, id)).map((known) => ({ id: known.id })),
      authenticatorSelection: { residentKey: 'discouraged', userVerification: 'discouraged' },
    });
  }

  /** What a browser needs to use one of the account's, with a challenge to be kept in the session; undefined when there is none. */
  async toUse(tx: Transaction, accountId: string, userVerification: Verification) {
    const known = await this.of(tx, accountId);
    if (known.length === 0) return undefined;
    return generateAuthenticationOptions({ rpID: this.site, allowCredentials: known.map(({ id }) => ({ id })), userVerification });
  }

  /** @param response what the browser answered, as JSON @returns false when it is no answer to the challenge */
  async add(tx: Transaction, accountId: string, name: string, response: string, challenge: string): Promise<boolean> {
    const made = await unlessRubbish(() => verifyRegistrationResponse({
      response: JSON.parse(response) as RegistrationResponseJSON, expectedChallenge: challenge, expectedOrigin: this.origin, expectedRPID: this.site, requireUserVerification: false,
    }));
    if (!made?.verified) return false;
    const { id, publicKey, counter } = made.registrationInfo.credential;
    const added = await tx.query(
      `insert into passkeys (id, account_id, public_key, counter, name) values ($1, $2, $3, $4, $5) on conflict do nothing returning id`, [id, accountId, Buffer.from(publicKey), counter, name]);
    return added.length === 1;
  }

  /** Whether a passkey of this account has answered the challenge. @param response what the browser answered, as JSON */
  async accept(tx: Transaction, accountId: string, response: string, challenge: string, verification: Verification): Promise<boolean> {
    const answer = await unlessRubbish(async () => JSON.parse(response) as AuthenticationResponseJSON);
    const [key] = await tx.query<{ id: string; public_key: Buffer; counter: string }>(
      `select id, public_key, counter from passkeys where id = $1 and account_id = $2 for update`, [String(answer?.id), accountId]);
    if (!answer || !key) return false;
    const used = await unlessRubbish(() => verifyAuthenticationResponse({
      response: answer, expectedChallenge: challenge, expectedOrigin: this.origin, expectedRPID: this.site, requireUserVerification: verification === 'required',
      credential: { id: key.id, publicKey: new Uint8Array(key.public_key), counter: Number(key.counter) },
    }));
    if (!used?.verified) return false;
    await tx.query(`update passkeys set counter = $2, used_at = now() where id = $1`, [key.id, used.authenticationInfo.newCounter]);
    return true;
  }

  /** @returns the name of the one that is gone; undefined when the account has no such passkey */
  async remove(tx: Transaction, accountId: string, id: string): Promise<string | undefined> {
    const [gone] = await tx.query<{ name: string }>(`with gone as (delete from passkeys where account_id = $1 and id = $2 returning name) select name from gone`, [accountId, id]);
    return gone?.name;
  }
}

/** The library throws whatever is wrong with an answer. */
async function unlessRubbish<Result>(verify: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await verify();
  } catch {
    return undefined;
  }
}
