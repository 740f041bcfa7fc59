import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/authorization/actor';
import type { Transaction } from '#libs/database/unit-of-work';
import { errorSummary, field } from '#libs/forms/field';
import { blankForm, type FormState } from '#libs/forms/form';
import { clockOf, moment } from '#libs/i18n/times';
import { Dictionary } from '#libs/i18n/words';
import { CaseFrames } from './case.frame.js';
import { assertSubmitted } from './case.pages.js';
import type { CaseFacts } from './case.policy.js';
import { casePaths } from './cases.paths.js';
import { LONGEST_REASON } from './posted-in-error.form.js';
import { PAGE, PostedInErrorReader } from './posted-in-error.reader.js';

@Injectable()
export class PostedInErrorPages {
  constructor(
    private readonly frames: CaseFrames,
    private readonly reader: PostedInErrorReader,
    private readonly dictionary: Dictionary,
  ) {}

  /** Asks why, before the case is gone. */
  async ask(actor: Actor, facts: CaseFacts, form: FormState = blankForm()) {
    assertSubmitted(facts);
    const words = this.dictionary.in(actor.language);
    const reason = field({ name: 'reason', kind: 'paragraph', label: words('cases:in-error.reason.label'), hint: words('cases:in-error.reason.hint'), required: true, rows: 3, maxlength: LONGEST_REASON }, form, words);
    const frame = await this.frames.frame(actor, facts, 'details');
    return { frame, hasErrors: Boolean(reason.error), errors: errorSummary([reason]), reason, action: casePaths.postedInError(facts.reference), back: casePaths.show(facts.reference) };
  }

  /** For coordinators: which cases were taken back, by whom, why, and who had seen them. Nothing of their content. */
  async list(tx: Transaction, actor: Actor, before: string | null) {
    const words = this.dictionary.in(actor.language);
    const clock = clockOf(actor, words);
    const rows = await this.reader.page(tx, before);
    const shown = rows.slice(0, PAGE);
    return {
      hasErrors: false,
      cases: shown.map(({ reference, isTraining, at, by, reason, seenBy }) => ({
        reference, isTraining, reason,
        when: words('cases:in-error.taken-back', { who: by, when: moment(at, clock) }),
        seenBy: seenBy.map(({ name, role, first, last }) => ({ name, role: role && words(`ui:roles.${role}`), between: words(first.getTime() === last.getTime() ? 'cases:in-error.once' : 'cases:in-error.between', { first: moment(first, clock), last: moment(last, clock) }) })),
      })),
      newest: before && casePaths.casesPostedInError(),
      older: rows.length > PAGE ? casePaths.casesPostedInError(shown.at(-1)!.id) : null,
    };
  }
}
