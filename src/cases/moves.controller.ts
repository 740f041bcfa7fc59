import { Body, Controller, Post, Redirect } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { readForm } from '#libs/forms/form';
import { CurrentCase, onCase } from './case.keeper.js';
import { CasePages } from './case.pages.js';
import { caseRules, type CaseFacts } from './case.policy.js';
import { CloseCaseForm, closingOf } from './cases.forms.js';
import { casePaths } from './cases.paths.js';
import { CasesService } from './cases.service.js';
import { doOnce } from './do-once.js';
import { seenAgain } from './seen.js';

type Body_ = Record<string, unknown>;

/** What happens to a case as a whole is the making of a thing: a closure, a continuation. */
@Controller('cases/:reference')
export class MovesController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly cases: CasesService,
    private readonly pages: CasePages,
  ) {}

  @Post('closure')
  @Allow(onCase(caseRules.close))
  @Logs('case.closed')
  @Redirect('', 303)
  async close(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Body() body: Body_) {
    const read = readForm(CloseCaseForm, body);
    if (!read.ok) throw await seenAgain(this.work, actor, facts, 'cases/close', () => this.pages.close(actor, facts, read.form));
    return doOnce(this.work, actor, facts, body, 'closed', (tx) => this.cases.close(tx, actor, facts.id, closingOf(read.data)));
  }

  @Post('continuation')
  @Allow(onCase(caseRules.continue))
  @Logs('case.continued')
  @Redirect('', 303)
  async continue(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Body() body: Body_) {
    return { url: await this.work.once(String(body?._once ?? ''), actor.id, async (tx) => casePaths.edit(await this.cases.continue(tx, actor, facts.id))) };
  }

  @Post('medco-notice')
  @Allow(onCase(caseRules['notify-medco']))
  @Logs('case.medco-notified')
  @Redirect('', 303)
  async notifyMedco(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Body() body: Body_) {
    const url = await this.work.once(String(body?._once ?? ''), actor.id, async (tx) => {
      const isNews = await this.cases.notifyMedco(tx, actor, facts.id);
      return `${casePaths.show(facts.reference)}?done=${isNews ? 'medco-notified' : 'medco-told-before'}`;
    });
    return { url };
  }
}
