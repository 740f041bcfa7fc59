import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';

/** What a page needs to redraw a form: the raw values typed, and a message key per wrong field. */
export interface FormState {
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string>>;
  /** What fills the placeholders of a field's message. */
  readonly details?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export type FormResult<Form> = { readonly ok: true; readonly data: Form } | { readonly ok: false; readonly form: FormState };

export const blankForm = (values: FormState['values'] = {}): FormState => ({ values, errors: {} });

/** The same values, with one more thing wrong. */
export const withError = (form: FormState, field: string, key: string): FormState => ({ ...form, errors: { ...form.errors, [field]: key } });

/**
 * Reads a posted form into a class of class-validator rules whose messages are translation keys.
 * Fields that the class does not know are dropped; texts are trimmed; the first broken rule of a field counts.
 */
export function readForm<Form extends object>(type: new () => Form, body: unknown): FormResult<Form> {
  const values = tidy(body);
  const data = plainToInstance(type, values);
  const problems = validateSync(data, { whitelist: true, forbidUnknownValues: true });
  if (problems.length === 0) return { ok: true, data };
  return { ok: false, form: { values, errors: Object.fromEntries(problems.map((problem) => [problem.property, firstMessage(problem)])) } };
}

/** Of rules without a key of their own, whose messages are the library's English, none is shown. */
const firstMessage = ({ constraints = {}, contexts }: ValidationError): string => {
  const names = Object.keys(constraints).filter((name) => KEY.test(constraints[name]!));
  const first = names.find((name) => contexts?.[name]?.first) ?? names.at(-1);
  return first ? constraints[first]! : 'ui:errors.unusable';
};
const KEY = /^[a-z]+:[\w.-]+$/;

/** A form's body as texts and lists of texts, whatever was really sent. NUL cannot be stored, so it goes; no field of ours has it in its name. */
export function tidy(body: unknown): Record<string, string | string[]> {
  if (typeof body !== 'object' || body === null) return {};
  const text = (value: unknown) => (typeof value === 'string' ? value.replaceAll('\0', '').replaceAll('\r\n', '\n').trim() : '');
  return Object.fromEntries(
    Object.entries(body).filter(([name]) => name !== '__proto__' && !name.includes('\0')).map(([name, value]) => [name, Array.isArray(value) ? value.map(text) : text(value)]),
  );
}
