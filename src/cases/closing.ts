/** What became of it, asked when a case is closed: three questions, or the reason why they can't be answered. */
export type Closing =
  | { readonly carriedOut: CarriedOut; readonly condition: Condition; readonly changed: string; readonly remark: string }
  | { readonly skippedBecause: string };

export const CARRIED_OUT = ['all', 'partly', 'not'] as const;
export type CarriedOut = (typeof CARRIED_OUT)[number];

export const CONDITIONS = ['better', 'same', 'worse', 'died', 'unknown'] as const;
export type Condition = (typeof CONDITIONS)[number];
