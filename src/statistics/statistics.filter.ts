const DAY = 86_400_000;

/** How far back the page looks, in days. */
export const PERIODS = { '30-days': 30, '90-days': 90, '12-months': 365 } as const;
export type Period = keyof typeof PERIODS;
const USUAL: Period = '90-days';

/** What the page is about; its address carries it, so it can be kept as a bookmark. */
export interface StatisticsFilter {
  readonly period: Period;
  /** Code of a project; empty: all of them. */
  readonly project: string;
}

/** Reads the filter from an address; what is not understood is left out, never an error. */
export function readStatisticsFilter({ period, project }: Record<string, unknown>): StatisticsFilter {
  return {
    period: (Object.keys(PERIODS) as Period[]).find((one) => one === period) ?? USUAL,
    project: typeof project === 'string' && /^[A-Za-z]{2,5}$/.test(project.trim()) ? project.trim().toUpperCase() : '',
  };
}

export const sinceOf = (period: Period, now: Date): Date => new Date(now.getTime() - PERIODS[period] * DAY);
