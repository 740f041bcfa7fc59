import type { Language } from '#config/languages';
import { field, type Field, type FieldKind } from '#libs/forms/field';
import type { FormState } from '#libs/forms/form';
import type { Words } from '#libs/i18n/words';
import { inLanguage, type FieldType, type SectionField, type Specialties } from '../specialties/index.js';
import type { CaseFormCheck } from './case-form.check.js';
import { sectionFieldName } from './case-form.js';
import type { TypedForm } from './case.entity.js';

const KINDS: Record<FieldType, FieldKind> = { text: 'text', paragraph: 'paragraph', number: 'text', date: 'date', 'yes-no': 'radio', choice: 'radio', choices: 'checkboxes' };

/** The questions of a specialty's section as fields of the form, in the version that the case has. */
export function sectionFields(specialties: Specialties, code: string, version: number | undefined, form: FormState, { warnings }: CaseFormCheck, language: Language, words: Words): Field[] {
  const section = specialties.section(code, version) ?? specialties.section(code)!;
  return section.fields.map((question) => {
    const name = sectionFieldName(code, question.key);
    const warning = warnings[name];
    const label = inLanguage(question.label, language);
    return field(
      {
        name,
        kind: KINDS[question.type],
        label: question.unit ? `${label}, ${inLanguage(question.unit, language)}` : label,
        help: inLanguage(question.help, language),
        warning: warning && words(warning.key, warning.details),
        choices: options(question, language, words),
        inRow: question.type === 'yes-no' || question.options.length <= 4,
        inputmode: question.type === 'number' ? 'decimal' : undefined,
        rows: question.type === 'paragraph' ? 2 : undefined,
        maxlength: question.type === 'text' ? 300 : question.type === 'paragraph' ? 4000 : undefined,
      },
      form,
      words,
    );
  });
}

function options({ type, options }: SectionField, language: Language, words: Words) {
  if (type === 'yes-no') return ['yes', 'no'].map((value) => ({ value, label: words(`specialties:answers.${value}`) }));
  return options.length > 0 ? options.map(({ value, label }) => ({ value, label: inLanguage(label, language) })) : undefined;
}

/** Whether anything is written into a section's questions, ticked or not. */
export const hasAnswers = (typed: TypedForm, code: string): boolean => Object.entries(typed).some(([name, value]) => name.startsWith(`${code}.`) && value !== '');
