import { Body, Controller, Get, Post, Redirect } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { readForm } from '#libs/forms/form';
import { Page } from '#libs/views/page.decorator';
import { CurrentCase, onCase } from './case.keeper.js';
import { caseRules, type CaseFacts } from './case.policy.js';
import { casePaths } from './cases.paths.js';
import { HandOverForm } from './hand-over.forms.js';
import { HandOverPages } from './hand-over.pages.js';
import { HandOvers } from './hand-overs.js';
import { afterParting } from './just-done.js';
import { seen, seenAgain } from './seen.js';

/** Handing one case or draft over to a colleague. */
@Controller('cases/:reference/handover')
@Allow(onCase(caseRules['hand-over']))
export class HandOverController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly handOvers: HandOvers,
    private readonly pages: HandOverPages,
  ) {}

  @Get()
  @Logs('case.viewed')
  @Page('cases/hand-over')
  ask(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts) {
    return seen(this.work, actor, facts, () => this.pages.one(actor, facts), { rule: caseRules['hand-over'] });
  }

  @Post()
  @Logs('case.handed-over')
  @Redirect('', 303)
  async give(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Body() body: Record<string, unknown>) {
    const read = readForm(HandOverForm, body);
    if (!read.ok) throw await seenAgain(this.work, actor, facts, 'cases/hand-over', () => this.pages.one(actor, facts, read.form), { rule: caseRules['hand-over'] });
    const url = await this.work.once(String(body._once ?? ''), actor.id, async (tx) => {
      await this.handOvers.give(tx, actor, facts.id, read.data.to);
      return facts.state === 'draft' ? afterParting('handed-over', facts.reference) : `${casePaths.show(facts.reference)}?done=handed-over`;
    });
    return { url };
  }
}
