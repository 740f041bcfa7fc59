import type { Rules } from '#libs/authorization/rules';
import type { CaseRelation } from '../cases/index.js';

/** Who may take a whole case out. */
export const exportRules: Rules<'pdf', CaseRelation> = {
  pdf: { 'project-staff': 'own', medco: 'mission' },
};
