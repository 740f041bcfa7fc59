/** What people are told of by mail and in the page. Each has its words in `locales`, under `kinds`. */
export const NOTIFICATION_KINDS = [
  'case-submitted', 'allocation-refused', 'case-unallocated', 'case-overdue', 'case-unanswered',
  'allocated', 'allocation-withdrawn', 'project-replied', 'case-closed', 'outcome-reported',
  'allocation-accepted', 'information-requested', 'answered', 'commented', 'closed-by-coordinator', 'posted-in-error', 'outcome-due', 'handed-over-to-you', 'handed-over',
  'medco-notified', 'file-quarantined', 'infected-file-came',
  'account-confirmation', 'account-waiting', 'account-known', 'account-requested', 'role-asked', 'account-approved', 'account-refused', 'password-reset',
  'password-changed', 'second-step-set-up', 'second-step-removed', 'second-step-reset', 'second-step-passkey-added', 'second-step-passkey-removed', 'second-step-codes-renewed', 'account-tied', 'account-untied', 'new-place', 'email-confirmation', 'email-changed',
] as const;

/** What the bell alone tells: it was asked for a moment ago, and waits on its page. */
export const BELL_KINDS = ['pdf-made', 'pdf-given-up'] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number] | (typeof BELL_KINDS)[number];

export const isMailed = (kind: NotificationKind): boolean => !BELL_KINDS.some((one) => one === kind);
