import { Injectable } from '@nestjs/common';
import { Dictionary } from '#libs/i18n/words';
import type { AppRequest } from '#libs/sessions/request';
import { clockOf } from '#libs/i18n/times';
import { Specialties } from '../specialties/index.js';
import { TellsChanges, type Changes, type ChangesSource } from '../ui/what-changed.js';
import { CaseFactsReader } from './case.facts.js';
import { CaseHistoryReader } from './case.history.reader.js';
import { historyInWords } from './case.history.words.js';
import { caseRules, may, type CaseFacts } from './case.policy.js';
import { casePaths } from './cases.paths.js';

/** Lines that tell enough. */
const LINES = 3;

/** Tells whoever comes too late what has happened to the case: all of it, or, once it is no longer theirs, how they lost it. */
@Injectable()
@TellsChanges(true)
export class CaseChanges implements ChangesSource {
  constructor(
    private readonly facts: CaseFactsReader,
    private readonly history: CaseHistoryReader,
    private readonly specialties: Specialties,
    private readonly dictionary: Dictionary,
  ) {}

  async changes({ actor, case: found }: AppRequest & { case?: CaseFacts }): Promise<Changes | null> {
    const now = actor && found && (await this.facts.of(found.reference, actor));
    if (!now) return null;
    const maySee = may(caseRules.see, actor, now);
    const told = (await this.history.of(now.id)).filter(({ aboutId }) => maySee || aboutId === actor.id).slice(maySee ? -LINES : -1).reverse();
    if (told.length === 0) return null;
    const words = this.dictionary.in(actor.language);
    const clock = clockOf(actor, words);
    const lines = told.map((entry) => historyInWords(entry, (code) => this.specialties.nameOf(code, actor.language), clock));
    return {
      lines: lines.map(({ what, change, why, at, iso }) => ({ text: `${what} ${change}`.trim(), why, at, iso })),
      href: maySee ? casePaths.show(now.reference) : null,
      link: words('cases:errors.open-again', { reference: now.reference }),
    };
  }
}
