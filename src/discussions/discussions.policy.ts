import type { Rules } from '#libs/authorization/rules';
import type { CaseRelation } from '../cases/index.js';

/** `question` is the address that both the specialist and the project ask at: whoever may `ask` or `ask-on`. */
export type DiscussionAction = 'see' | 'write' | 'reply' | 'ask' | 'ask-on' | 'question' | 'answer' | 'report-outcome';

/** Who may do what in the discussion of a case. */
export const discussionRules: Rules<DiscussionAction, CaseRelation> = {
  see: { 'project-staff': 'own', medco: 'mission', specialist: 'allocated', coordinator: 'all' },
  write: { 'project-staff': 'own', medco: 'mission', specialist: 'accepted', coordinator: 'all' },
  reply: { 'project-staff': 'own' },
  ask: { specialist: 'accepted' },
  'ask-on': { 'project-staff': 'own' },
  question: { 'project-staff': 'own', specialist: 'accepted' },
  answer: { specialist: 'accepted' },
  'report-outcome': { 'project-staff': 'own' },
};
