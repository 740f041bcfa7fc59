/** The four questions that the access log is asked most. */
export const QUESTIONS = ['saw', 'did', 'exported', 'rights'] as const;
export type Question = (typeof QUESTIONS)[number];

const TAKEN_OUT = ['export.pdf', 'export.zip', 'attachment.saved'];
const SEEN = [
  'case.viewed', 'case.history-viewed', 'case.discussion-viewed', 'attachment.listed', 'attachment.viewed', 'patient.viewed',
  'request.refused', ...TAKEN_OUT,
];

/** The actions that answer a question. Who was refused a look is part of who looked. */
export const ACTIONS_OF: Readonly<Record<Question, readonly string[]>> = {
  saw: SEEN,
  did: [...SEEN, 'case.listed', 'case.searched', 'patient.listed', 'statistics.viewed'],
  exported: [...TAKEN_OUT, 'export.pdf-asked', 'audit.exported'],
  rights: [
    'account.approved', 'account.rights-changed', 'account.role-asked', 'account.role-declined', 'account.disabled', 'account.enabled',
    'account.made-by-groups', 'account.rights-set-by-groups', 'account.made-administrator',
    // Whoever coordinates the mission that a project is moved to sees its cases from then on.
    'project.changed',
  ],
};
