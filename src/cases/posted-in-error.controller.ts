import { Body, Controller, Get, Post, Query, Redirect } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { readForm } from '#libs/forms/form';
import { isId } from '#libs/forms/id';
import { Page } from '#libs/views/page.decorator';
import { CurrentCase, onCase } from './case.keeper.js';
import { caseRules, type CaseFacts } from './case.policy.js';
import { afterParting } from './just-done.js';
import { PostedInErrorForm } from './posted-in-error.form.js';
import { PostedInErrorPages } from './posted-in-error.pages.js';
import { PostedInError } from './posted-in-error.js';
import { seen, seenAgain } from './seen.js';

/** Taking back a case of the wrong patient or project, and what coordinators keep of such cases. */
@Controller('cases')
export class PostedInErrorController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly postedInError: PostedInError,
    private readonly pages: PostedInErrorPages,
  ) {}

  @Get('posted-in-error')
  @Allow({ roles: ['coordinator'] })
  @Logs('case.posted-in-error-listed')
  @Page('cases/in-error-list')
  list(@CurrentActor() actor: Actor, @Query('before') before: unknown) {
    return this.work.run(async (tx) => {
      const page = await this.pages.list(tx, actor, isId(before) ? before : null);
      tx.log({ who: actor, role: 'coordinator', action: 'case.posted-in-error-listed', subject: { what: page.cases.map(({ reference }) => reference).join(', ') || undefined } });
      return page;
    });
  }

  @Get(':reference/posted-in-error')
  @Allow(onCase(caseRules['take-back']))
  @Logs('case.viewed')
  @Page('cases/in-error')
  ask(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts) {
    return seen(this.work, actor, facts, () => this.pages.ask(actor, facts), { rule: caseRules['take-back'] });
  }

  @Post(':reference/posted-in-error')
  @Allow(onCase(caseRules['take-back']))
  @Logs('case.posted-in-error')
  @Redirect('', 303)
  async takeBack(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Body() body: Record<string, unknown>) {
    const read = readForm(PostedInErrorForm, body);
    if (!read.ok) throw await seenAgain(this.work, actor, facts, 'cases/in-error', () => this.pages.ask(actor, facts, read.form), { rule: caseRules['take-back'] });
    const url = await this.work.once(String(body._once ?? ''), actor.id, async (tx) => {
      await this.postedInError.takeBack(tx, actor, facts.id, read.data.reason);
      return afterParting('posted-in-error', facts.reference);
    });
    return { url };
  }
}
