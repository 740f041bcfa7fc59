import { errorSummary, field } from '#libs/forms/field';
import type { FormState } from '#libs/forms/form';
import type { Words } from '#libs/i18n/words';
import { codeField } from './code.form.js';
import type { WaysToProve } from './proof.service.js';

interface Options {
  readonly form: FormState;
  readonly next: string;
  readonly ways: WaysToProve;
  readonly email: string;
  /** The hospital's OpenID provider; undefined where it has none. */
  readonly provider?: string;
  /** Options for a browser that has a passkey, as JSON. */
  readonly passkey?: string;
  /** What went wrong with something that has no field. */
  readonly problem?: string;
}

/** The page that asks who one is, once more: in each way that the person has. */
export function proofPage({ form, next, ways, email, provider, passkey, problem }: Options, words: Words) {
  const { hasPassword, hasDirectory, needsCode, isKnownElsewhere } = ways;
  const password = field({ name: 'password', kind: 'password', label: words('accounts:sign-in.password'), required: true, autocomplete: 'current-password' }, form, words);
  const code = codeField(form, words, words('accounts:code.hint'));
  const takesPassword = hasPassword || hasDirectory;
  const elsewhere = provider && isKnownElsewhere ? words('accounts:proof.elsewhere', { name: provider }) : null;
  const fields = [...(takesPassword ? [password] : []), ...(needsCode && (takesPassword || elsewhere) ? [code] : [])];
  const errors = errorSummary(fields);
  return { hasErrors: errors.length > 0 || problem !== undefined, errors, fields, takesPassword, elsewhere, hasForm: takesPassword || Boolean(elsewhere), hasNone: !takesPassword && !elsewhere && !passkey, passkey, problem, next, email };
}
