import fc from 'fast-check';
import { base32 } from './base32.js';
import { hotp, keyUri, stepAt, stepOf } from './totp.js';

const secret = Buffer.from('12345678901234567890');

it('counts as RFC 4226, appendix D', () => {
  const codes = Array.from({ length: 10 }, (_, counter) => hotp(secret, counter));
  expect(codes).toEqual(['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489']);
});

it.each([
  [59, '94287082'], [1111111109, '07081804'], [1111111111, '14050471'], [1234567890, '89005924'], [2000000000, '69279037'], [20000000000, '65353130'],
])('tells the time as RFC 6238, appendix B: %i s', (seconds, code) => {
  expect(hotp(secret, stepAt(seconds * 1000), 8)).toBe(code);
});

it('takes the codes of this step and of one on either side, and names the step', () => {
  fc.assert(fc.property(fc.integer({ min: 5, max: 1e9 }), fc.integer({ min: -4, max: 4 }), (step, away) => {
    const found = stepOf(hotp(secret, step + away), secret, step * 30_000);
    if (Math.abs(away) <= 1) expect(Math.abs(found! - step)).toBeLessThanOrEqual(1);
    // Elsewhere two codes are the same by chance only.
    else if (found !== undefined) expect(hotp(secret, found)).toBe(hotp(secret, step + away));
  }));
});

it('takes nothing that is not six digits', () => {
  for (const code of ['', '75522', '7552244', '755 224', '٧٥٥٢٢٤', 'abcdef']) expect(stepOf(code, secret, 0)).toBeUndefined();
});

it('writes base32 as RFC 4648, 10', () => {
  const words = ['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((text) => base32(Buffer.from(text)));
  expect(words).toEqual(['', 'MY', 'MZXQ', 'MZXW6', 'MZXW6YQ', 'MZXW6YTB', 'MZXW6YTBOI']);
});

it('names the account to an authenticator app', () => {
  expect(keyUri(secret, 'dr.diallo@example.org', 'Telecase')).toBe('otpauth://totp/Telecase:dr.diallo%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Telecase');
});
