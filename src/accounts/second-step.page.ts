import { day, type Clock } from '#libs/i18n/times';
import { FACTOR_CHANGES } from './accounts.paths.js';
import type { OwnSecondStep } from './own-factors.service.js';

/** What somebody has for a second step. */
export function secondStepPage({ since, codesLeft, isRequired }: OwnSecondStep, clock: Clock, done: unknown) {
  const { words } = clock;
  const change = FACTOR_CHANGES.find((known) => known === done);
  return {
    hasErrors: false,
    done: change ? words(`accounts:second-step.${change}`) : null,
    since: since ? words('accounts:second-step.on', { day: day(since, clock) }) : null,
    codesLeft: words('accounts:second-step.codes-left', { count: codesLeft }),
    isRequired,
  };
}
