import { createHmac, timingSafeEqual } from 'node:crypto';
import { base32 } from './base32.js';

/** Seconds for which one code stands. */
const PERIOD = 30;
/** Clocks of telephones go wrong: the code before and the code after are taken too. */
const STEPS_ASIDE = 1;

/** A code of digits for one value of a counter (RFC 4226). */
export function hotp(secret: Uint8Array, counter: number, digits = 6): string {
  const moving = Buffer.alloc(8);
  moving.writeBigUInt64BE(BigInt(counter));
  const mac = createHmac('sha1', secret).update(moving).digest();
  const from = mac.at(-1)! & 0xf;
  const number = mac.readUInt32BE(from) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** The number of the step that a moment lies in (RFC 6238). @param at milliseconds since 1970 */
export const stepAt = (at: number): number => Math.floor(at / 1000 / PERIOD);

/** The step for which this code of six digits is right, around a moment; undefined when there is none. A step is to be taken once. */
export function stepOf(code: string, secret: Uint8Array, at: number): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const now = stepAt(at);
  const steps = Array.from({ length: 2 * STEPS_ASIDE + 1 }, (_, index) => now - STEPS_ASIDE + index);
  return steps.find((step) => step >= 0 && timingSafeEqual(Buffer.from(hotp(secret, step)), Buffer.from(code)));
}

/** What an authenticator app reads from a QR code. @param account names the entry in the app @param issuer whose it is */
export function keyUri(secret: Uint8Array, account: string, issuer: string): string {
  const label = [issuer, account].map(encodeURIComponent).join(':');
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`;
}
