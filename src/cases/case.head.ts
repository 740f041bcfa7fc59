import type { Words } from '#libs/i18n/words';
import type { CaseOverview } from './case.overview.js';
import { patientInWords } from './patient.js';

/** What stands at the top of every page of a case. */
export function caseHead(overview: CaseOverview, words: Words) {
  const { reference, kind, title, isUrgent, project, mission, localReference, age, sex, submittedAt } = overview;
  return {
    reference,
    kind: words(`cases:kind.${kind}`),
    caseTitle: title || words('cases:untitled'),
    isUrgent,
    isTraining: kind === 'training',
    isDraft: overview.state === 'draft',
    patient: age && sex ? patientInWords(age, sex, submittedAt ?? new Date(), words) : null,
    localReference,
    place: words('cases:place', { project, mission }),
  };
}
