import type { Field } from '#libs/forms/field';
import type { Words } from '#libs/i18n/words';
import type { CaseFormPages } from './case-form.page.js';

/** What a case form says, field by field, as somebody would read it out: the names of what is chosen, not its codes. */
export function answersInWords({ parts, sections }: Awaited<ReturnType<CaseFormPages['page']>>, words: Words): ReadonlyMap<string, string> {
  const fields = [...Object.values(parts).flat(), ...sections.flatMap(({ fields }) => fields ?? [])];
  const chosen = sections.filter(({ isChosen }) => isChosen).map(({ name }) => name);
  return new Map([...fields.map((field) => [field.name, answer(field, words)] as const), ['sections', chosen.join(', ')]]);
}

function answer({ is, checked, choices, value }: Field, words: Words): string {
  if (is.checkbox) return words(`specialties:answers.${checked ? 'yes' : 'no'}`);
  const chosen = choices?.filter((choice) => choice.chosen && choice.value !== '').map(({ label }) => label) ?? [];
  return chosen.join(', ') || value;
}
