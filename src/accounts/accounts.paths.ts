/** Every address of the module. */
export const accountPaths = {
  home: () => '/',
  signIn: () => '/sign-in',
  signInCode: (next = '/') => `/sign-in/code${next === '/' ? '' : `?next=${encodeURIComponent(next)}`}`,
  signInElsewhere: () => '/sign-in/elsewhere',
  backFromElsewhere: () => '/sign-in/elsewhere/answer',
  requestAccount: () => '/request-account',
  requestSent: () => '/request-account/sent',
  requestReceived: () => '/request-account/received',
  requestConfirmation: (token: string) => `/confirm-request/${token}`,
  activation: (token: string) => `/activate/${token}`,
  reset: (token: string) => `/reset/${token}`,
  linkSent: () => '/forgotten-password/sent',
  profile: (done?: ProfileChange) => `/profile${done ? `?done=${done}` : ''}`,
  proof: (next: string) => `/profile/proof?next=${encodeURIComponent(next)}`,
  password: () => '/profile/password',
  email: (done?: 'sent') => `/profile/email${done ? `?done=${done}` : ''}`,
  emailConfirmation: (token: string) => `/confirm-email/${token}`,
  secondStep: (done?: FactorChange) => `/profile/second-step${done ? `?done=${done}` : ''}`,
  passkeys: () => '/profile/passkeys',
  enrolment: () => '/profile/second-step/setup',
  sessionEnd: (handle: string) => `/profile/sessions/${handle}/end`,
  absenceRemoval: (id: string) => `/profile/absences/${id}/removal`,
  accounts: (search: { q?: string; role?: string; project?: string; state?: string; after?: string; done?: AccountsChange } = {}) => {
    const given = Object.entries(search).filter(([, value]) => value);
    return given.length ? `/admin/accounts?${new URLSearchParams(given as [string, string][]).toString()}` : '/admin/accounts';
  },
  account: (id: string, done?: AccountChange) => `/admin/accounts/${id}${done ? `?done=${done}` : ''}`,
  factorReset: (id: string) => `/admin/accounts/${id}/second-step`,
  request: (id: string) => `/admin/accounts/requests/${id}`,
  approval: (id: string) => `/admin/accounts/requests/${id}/approval`,
  refusal: (id: string) => `/admin/accounts/requests/${id}/refusal`,
  grant: (id: string, word: 'confirmation' | 'refusal') => `/admin/accounts/grants/${id}/${word}`,
  projects: (done?: ProjectChange) => `/admin/projects${done ? `?done=${done}` : ''}`,
  newProject: (mission: string) => `/admin/projects/new?mission=${mission}`,
  project: (id: string, done?: ProjectChange) => `/admin/projects/${id}${done ? `?done=${done}` : ''}`,
  specialties: () => '/admin/specialties',
  specialtyAsks: (code: string) => `/admin/specialties/${code}?show=asks`,
  specialty: (code: string, done?: 'saved') => `/admin/specialties/${code}${done ? `?done=${done}` : ''}`,
  missions: () => '/admin/missions',
  mission: (id: string) => `/admin/missions/${id}`,
};

/** What a page says was done, after it was done. */
export const PROFILE_CHANGES = ['saved', 'absence-added', 'absence-removed', 'password-changed', 'session-ended'] as const;
export type ProfileChange = (typeof PROFILE_CHANGES)[number];
export const FACTOR_CHANGES = ['removed'] as const;
export type FactorChange = (typeof FACTOR_CHANGES)[number];
export const ACCOUNT_CHANGES = ['approved', 'rights-changed', 'disabled', 'enabled', 'activation-sent', 'role-asked', 'sessions-ended', 'factors-reset', 'untied'] as const;
export type AccountChange = (typeof ACCOUNT_CHANGES)[number];
export const ACCOUNTS_CHANGES = ['role-confirmed', 'role-declined'] as const;
export type AccountsChange = (typeof ACCOUNTS_CHANGES)[number];
export const PROJECT_CHANGES = ['saved', 'mission-made', 'project-made', 'project-closed', 'project-opened'] as const;
export type ProjectChange = (typeof PROJECT_CHANGES)[number];
