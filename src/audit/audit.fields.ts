import { field, type FieldSpec } from '#libs/forms/field';
import type { FormState } from '#libs/forms/form';
import type { Words } from '#libs/i18n/words';
import type { Asked } from './audit.asked.js';

/** The fields of the search, each as it was filled in, and whom its words were taken to mean. */
export function searchFields(form: FormState, words: Words, asked?: Asked) {
  const specs: FieldSpec[] = [
    { name: 'case', kind: 'text', label: words('audit:search.case'), maxlength: 100, hint: meant(asked?.patients?.map(({ localReference, projectName }) => `${localReference} (${projectName})`), 'audit:search.no-patient', words) },
    { name: 'who', kind: 'text', label: words('audit:search.who'), maxlength: 254, hint: meant(asked?.people?.map(({ name, email }) => `${name} (${email})`), 'audit:search.nobody', words) },
    { name: 'from', kind: 'date', label: words('audit:search.from') },
    { name: 'to', kind: 'date', label: words('audit:search.to') },
    {
      name: 'outcome',
      kind: 'select',
      label: words('audit:search.outcome'),
      choices: [
        { value: '', label: words('audit:search.all') },
        { value: 'done', label: words('audit:outcomes.done') },
        { value: 'refused', label: words('audit:outcomes.refused') },
      ],
    },
  ];
  return specs.map((spec) => field(spec, form, words));
}

/** @returns undefined when nothing was asked */
const meant = (found: readonly string[] | undefined, none: string, words: Words): string | undefined => found && (found.join(', ') || words(none));
