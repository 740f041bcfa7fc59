import { Body, Controller, Get, Post, Query, Redirect } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { errorSummary, field } from '#libs/forms/field';
import { blankForm, type FormState } from '#libs/forms/form';
import { clockOf, moment } from '#libs/i18n/times';
import { Dictionary } from '#libs/i18n/words';
import { Page } from '#libs/views/page.decorator';
import { Redraw } from '#libs/views/redraw';
import { Specialties } from '../specialties/index.js';
import { AbsenceWork } from './absence-work.js';
import { readSentBack } from './absence-work.form.js';
import { casePaths } from './cases.paths.js';

/** Cases that are open with a specialist who goes away, by reference: kept, or sent back to the coordinators. */
@Controller('profile/absences/cases')
@Allow({ roles: ['specialist'] })
export class AbsenceWorkController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly absenceWork: AbsenceWork,
    private readonly specialties: Specialties,
    private readonly dictionary: Dictionary,
  ) {}

  @Get()
  @Logs('case.listed')
  @Page('cases/absence-work')
  show(@CurrentActor() actor: Actor, @Query('done') done: unknown) {
    return this.page(actor, { done });
  }

  @Post()
  @Logs('case.withdrawn')
  @Redirect('', 303)
  async sendBack(@CurrentActor() actor: Actor, @Body() body: Record<string, unknown>) {
    const read = readSentBack(body);
    if (!read.ok) throw new Redraw('cases/absence-work', await this.page(actor, { form: read.form }));
    const url = await this.work.once(String(body?._once ?? ''), actor.id, async (tx) => {
      await this.absenceWork.sendBack(tx, actor, read.data.references, read.data.reason);
      return `${casePaths.absenceWork()}?done=sent-back`;
    });
    return { url };
  }

  /** Drawn once more it is a look, too. */
  private async page(actor: Actor, { form = blankForm(), done }: { form?: FormState; done?: unknown }) {
    await this.work.read((tx) => tx.log({ who: actor, role: 'specialist', action: 'case.listed' }));
    const words = this.dictionary.in(actor.language);
    const clock = clockOf(actor, words);
    const choices = (await this.absenceWork.of(actor.id)).map(({ reference, isTraining, specialty, state, dueAt }) => ({
      value: reference,
      label: reference,
      hint: words(isTraining ? 'cases:away.training-line' : 'cases:away.line', { specialty: this.specialties.nameOf(specialty, actor.language), state: words(`cases:allocation-state.${state}`), when: moment(new Date(dueAt), clock) }),
    }));
    const references = field({ name: 'references', kind: 'checkboxes', label: words('cases:away.which'), required: true, choices }, form, words);
    const reason = field({ name: 'reason', kind: 'text', label: words('cases:away.reason'), hint: words('cases:away.reason-hint'), required: true, maxlength: 300 }, form, words);
    const errors = errorSummary([references, reason]);
    return {
      hasErrors: errors.length > 0,
      errors,
      done: done === 'sent-back' ? words('cases:away.sent-back') : done === 'absence-added' ? words('cases:away.absence-added') : null,
      action: casePaths.absenceWork(),
      hasCases: choices.length > 0,
      references,
      reason,
    };
  }
}
