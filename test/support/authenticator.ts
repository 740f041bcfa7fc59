import { hotp, stepAt } from '#libs/one-time-codes/totp';
import { plain } from './forms.js';
import type { Visitor } from './visitor.js';

/** An authenticator app with one entry. */
export interface Authenticator {
  /** The code of now, or of some steps of 30 s later. */
  code(later?: number): string;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** An app that was given the key that the page shows. */
export function authenticator(key: string): Authenticator {
  const bits = [...key.replaceAll(' ', '')].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)));
  return { code: (later = 0) => hotp(secret, stepAt(Date.now()) + later) };
}

/** Sets up a second step for whoever is signed in. @returns their app, the code that was used for it, and the recovery codes that were shown */
export async function setUpSecondStep(visitor: Visitor): Promise<{ app: Authenticator; used: string; recovery: string[] }> {
  const { text } = await visitor.get('/profile/second-step/setup');
  const app = authenticator(/class="code">([A-Z2-7 ]+)</.exec(text)![1]!);
  const used = app.code();
  const done = await visitor.post('/profile/second-step/setup', { secret: /name="secret" value="([^"]+)"/.exec(text)![1]!, code: used });
  expect(done.status, plain(done.text)).toBe(200);
  await visitor.get('/profile');
  return { app, used, recovery: [...done.text.matchAll(/<li class="code">([^<]+)</g)].map(([, code]) => code!) };
}
