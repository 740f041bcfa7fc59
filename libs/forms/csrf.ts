import { createHmac, createSecretKey, randomBytes, timingSafeEqual, type KeyObject } from 'node:crypto';

/**
 * A token that ties a form to the session that it was drawn for (OWASP's HMAC-based token pattern): nothing to store.
 * Masked anew on every page, so that compression gives nothing of it away (BREACH).
 */
export class CsrfTokens {
  /** Made once: making one of the bytes costs five times as much as what is done with it. */
  private readonly key: KeyObject;

  constructor(key: Buffer) {
    this.key = createSecretKey(key);
  }

  for(sessionId: string): string {
    const mask = randomBytes(32);
    return Buffer.concat([mask, xor(mask, this.mac(sessionId))]).toString('base64url');
  }

  matches(token: unknown, sessionId: string): boolean {
    if (typeof token !== 'string' || token.length !== 86) return false;
    const bytes = Buffer.from(token, 'base64url');
    return bytes.length === 64 && timingSafeEqual(xor(bytes.subarray(0, 32), bytes.subarray(32)), this.mac(sessionId));
  }

  private mac(sessionId: string): Buffer {
    return createHmac('sha256', this.key).update(sessionId).digest();
  }
}

const xor = (a: Buffer, b: Buffer): Buffer => Buffer.from(a.map((byte, at) => byte ^ b[at]!));
