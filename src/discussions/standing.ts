import type { Words } from '#libs/i18n/words';
import type { CaseMessage } from './message.js';

/** What of a case says how its writers stand to it. */
export interface CasePeople {
  readonly project: string;
  readonly allocations: readonly { readonly specialistId: string; readonly specialty: string }[];
}

/**
 * What stands below a writer's name on this case: a specialist's specialties, the project, or the role.
 * @param nameOf says the code of a specialty in the reader's language
 */
export function standingOf({ authorId, authorRole }: Pick<CaseMessage, 'authorId' | 'authorRole'>, { allocations, project }: CasePeople, nameOf: (specialty: string) => string, words: Words): string {
  if (authorRole === 'project-staff') return project;
  const specialties = allocations.filter(({ specialistId }) => authorRole === 'specialist' && specialistId === authorId).map(({ specialty }) => nameOf(specialty));
  return [...new Set(specialties)].join(', ') || words(`ui:roles.${authorRole}`);
}
