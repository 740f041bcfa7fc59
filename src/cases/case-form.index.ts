import type { Words } from '#libs/i18n/words';
import { CASE_FIELDS, type CaseFormPart } from './case-form.js';
import type { CaseFormCheck } from './case-form.check.js';
import type { pictureChecklist } from './picture-checklist.js';

/** A part of the case form, and what it still lacks. */
export interface IndexLine {
  readonly href: string;
  readonly text: string;
  readonly isComplete: boolean;
  readonly note: string;
  /** Not of a part that nothing is asked of. */
  readonly isAsked: boolean;
}

const GROUPS: readonly [string, readonly CaseFormPart[]][] = [['case', ['case']], ['patient', ['patient']], ['consent', ['consent']], ['story', ['story', 'vitals', 'asking']], ['route', ['route']]];

/** "Still to fill in": one line a part, with how much is missing; the last one is of the pictures. */
export function caseFormIndex({ errors }: CaseFormCheck, checklist: ReturnType<typeof pictureChecklist>, words: Words): IndexLine[] {
  const line = (href: string, text: string, lacks: string | null, isAsked = true) => ({ href, text: words(text), isComplete: lacks === null, note: lacks ?? words('cases:form.complete'), isAsked });
  const lines = GROUPS.map(([name, parts]) => {
    const missing = CASE_FIELDS.filter((spec) => parts.includes(spec.part) && errors[spec.name]).length;
    return line(`#h-${name}`, `cases:form.part.${name}`, missing > 0 ? words('cases:form.missing', { count: missing }) : null);
  });
  return [...lines, line('#h-files', 'cases:form.files', checklist && !checklist.isComplete ? checklist.note : null, checklist !== null)];
}
