import encodeQR from 'qr';
import type { Actor } from '#libs/authorization/actor';
import type { FormState } from '#libs/forms/form';
import type { Words } from '#libs/i18n/words';
import { base32 } from '#libs/one-time-codes/base32';
import { keyUri } from '#libs/one-time-codes/totp';
import { codeField } from './code.form.js';

interface Options {
  readonly form: FormState;
  readonly secret: Buffer;
  readonly sealed: string;
  /** The person may do nothing else before. */
  readonly isRequired: boolean;
}

/** The page where an authenticator app gets its secret: by a picture, or typed. */
export function setupPage({ email }: Actor, { form, secret, sealed, isRequired }: Options, words: Words) {
  return {
    hasErrors: Object.keys(form.errors).length > 0,
    isRequired,
    qr: encodeQR(keyUri(secret, email, 'Telecase'), 'svg', { ecc: 'medium' }),
    secret: base32(secret).match(/.{4}/g)!.join(' '),
    sealed,
    field: codeField(form, words, words('accounts:setup.code-hint')),
  };
}
