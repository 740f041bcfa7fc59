const MINUTES = 60;
const HOURS = 60 * MINUTES;
const DAYS = 24 * HOURS;

/** How often something may be tried in how many seconds. */
export interface Limit {
  readonly points: number;
  readonly seconds: number;
}

/** Every limit of the module. A whole hospital may sit behind one address, so that of an address is wide. */
export const LIMITS = {
  /** Failed sign-ins to one account from one address. */
  'sign-in-pair': { points: 10, seconds: 15 * MINUTES },
  'sign-in-address': { points: 50, seconds: 15 * MINUTES },
  'sign-in-account': { points: 100, seconds: 15 * MINUTES },
  'sign-in-site': { points: 1000, seconds: 15 * MINUTES },
  /** Not a limit but a mark: from here this person has signed in lately. */
  'sign-in-familiar': { points: 1, seconds: 30 * DAYS },

  /** Failed second steps, of somebody who has the password: three of a million codes are right at a time. */
  'code-pair': { points: 10, seconds: 15 * MINUTES },
  'code-account': { points: 30, seconds: HOURS },
  'code-familiar': { points: 1, seconds: 30 * DAYS },
  /** Ways begun to the hospital's own sign-in: each keeps what was being typed until the person is back. */
  'elsewhere-address': { points: 60, seconds: 15 * MINUTES },
  'elsewhere-site': { points: 600, seconds: 15 * MINUTES },

  'request-address': { points: 20, seconds: HOURS },
  'request-site': { points: 200, seconds: HOURS },

  /** Mails with a link to one person: more would only fill their box. */
  'link-email': { points: 3, seconds: HOURS },
  'link-address': { points: 20, seconds: HOURS },
  'link-site': { points: 300, seconds: HOURS },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof LIMITS;
