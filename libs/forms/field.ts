import type { Words } from '#libs/i18n/words';
import type { FormState } from './form.js';

export type FieldKind = 'text' | 'email' | 'password' | 'search' | 'date' | 'datetime-local' | 'paragraph' | 'select' | 'radio' | 'checkboxes' | 'checkbox';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  readonly lang?: string;
}

/** What a field is: its words are already in the reader's language. */
export interface FieldSpec {
  readonly name: string;
  readonly kind: FieldKind;
  readonly label: string;
  readonly help?: string;
  readonly hint?: string;
  readonly required?: boolean;
  readonly choices?: readonly Choice[];
  readonly rows?: number;
  readonly maxlength?: number;
  readonly inputmode?: string;
  readonly autocomplete?: string;
  /** Choices beside one another instead of below. */
  readonly inRow?: boolean;
  /** A value the rules allow but that is rare: said, never a block. */
  readonly warning?: string;
}

/**
 * A field as the template `ui/field` draws it: with what was typed, and what is wrong with it. Of choices the first has the
 * id that the list of problems leads to.
 */
export function field(spec: FieldSpec, form: FormState, words: Words) {
  const typed = form.values[spec.name];
  const chosen = new Set([typed ?? ''].flat().map(String));
  const errorKey = form.errors[spec.name];
  const error = errorKey && words(errorKey, form.details?.[spec.name]);
  const described = [spec.hint && `${spec.name}-hint`, error && `${spec.name}-error`, spec.warning && `${spec.name}-warning`].filter(Boolean).join(' ');
  return {
    ...spec,
    is: { [spec.kind]: true, group: spec.kind === 'radio' || spec.kind === 'checkboxes', input: INPUTS.has(spec.kind) },
    value: typeof typed === 'string' && spec.kind !== 'password' ? typed : '',
    checked: spec.kind === 'checkbox' && chosen.has('yes'),
    choices: spec.choices?.map((choice, at) => ({ ...choice, id: at === 0 ? spec.name : null, chosen: chosen.has(choice.value), isPlain: choice.value === choice.label })),
    error,
    /** The error as the list at the top says it: with the name of the field. */
    problem: error && withLabel(spec.label, error, words),
    described,
  };
}

export type Field = ReturnType<typeof field>;

const INPUTS = new Set<FieldKind>(['text', 'email', 'password', 'search', 'date', 'datetime-local']);

/** What is wrong with a field, where its label does not stand beside. A question needs no colon behind it. */
export const withLabel = (label: string, error: string, words: Words): string => words(label.endsWith('?') ? 'ui:errors.of-question' : 'ui:errors.of-field', { field: label, error });

/** The list of problems at the top of a form, each a link to its field, in the order of the fields. */
export function errorSummary(fields: readonly Field[]): { readonly name: string; readonly text: string }[] {
  return fields.flatMap(({ name, problem }) => (problem ? [{ name, text: problem }] : []));
}
