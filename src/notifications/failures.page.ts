import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/authorization/actor';
import { clockOf, moment } from '#libs/i18n/times';
import { Dictionary } from '#libs/i18n/words';
import type { FailedJob, FailedMail } from './failures.js';
import { notificationPaths } from './notifications.paths.js';

/** The model of the administrator's page of what did not work. */
@Injectable()
export class FailuresPage {
  constructor(private readonly dictionary: Dictionary) {}

  of(actor: Actor, mails: readonly FailedMail[], jobs: readonly FailedJob[]) {
    const words = this.dictionary.in(actor.language);
    const clock = clockOf(actor, words);
    const state = (isGivenUp: boolean) => words(isGivenUp ? 'notifications:failures.given-up' : 'notifications:failures.tried-again-by-itself');
    return {
      hasErrors: false,
      retries: notificationPaths.retries(),
      isEmpty: mails.length + jobs.length === 0,
      mails: mails.map(({ id, email, kind, at, isGivenUp, tries, code }) => ({
        id, email, kind: words(`notifications:kinds.${kind}.name`), iso: at.toISOString(), at: moment(at, clock), isGivenUp, state: state(isGivenUp), tries, code: code ?? '',
      })),
      jobs: jobs.map(({ id, task, at, isGivenUp, tries }) => ({ id, task, iso: at.toISOString(), at: moment(at, clock), isGivenUp, state: state(isGivenUp), tries })),
    };
  }
}
