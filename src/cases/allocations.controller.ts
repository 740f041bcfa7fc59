import { Body, Controller, Param, Post, Redirect } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { readForm } from '#libs/forms/form';
import { Id } from '#libs/forms/id';
import { AllocationForms } from './allocation.forms.js';
import { AllocationPages } from './allocation.pages.js';
import { AllocationsService } from './allocations.service.js';
import { CurrentCase, onCase } from './case.keeper.js';
import { CasePages } from './case.pages.js';
import { caseRules, type CaseFacts } from './case.policy.js';
import { RefuseForm } from './cases.forms.js';
import { doOnce } from './do-once.js';
import { afterParting } from './just-done.js';
import { seenAgain } from './seen.js';

type Body_ = Record<string, unknown>;

/** Who is asked, until when, and whether they will: allocations, withdrawals, due times, acceptances, refusals. */
@Controller('cases/:reference')
export class AllocationsController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly allocations: AllocationsService,
    private readonly pages: CasePages,
    private readonly allocationPages: AllocationPages,
    private readonly forms: AllocationForms,
  ) {}

  @Post('allocations')
  @Allow(onCase(caseRules.allocate))
  @Logs('case.allocated')
  @Redirect('', 303)
  async allocate(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Body() body: Body_) {
    const read = await this.forms.readOrder(actor, body);
    if (!read.ok) throw await seenAgain(this.work, actor, facts, 'cases/allocate', () => this.allocationPages.allocate(actor, facts, { specialty: body?.specialty, form: read.form }));
    return doOnce(this.work, actor, facts, body, 'allocated', (tx) => this.allocations.carryOut(tx, actor, facts.id, read.data));
  }

  @Post('allocations/:allocation/withdrawal')
  @Allow(onCase(caseRules.allocate))
  @Logs('case.withdrawn')
  @Redirect('', 303)
  async withdraw(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Param('allocation', Id) id: string, @Body() body: Body_) {
    const read = this.forms.readWithdrawal(body);
    if (!read.ok) throw await seenAgain(this.work, actor, facts, 'cases/allocate', () => this.allocationPages.allocate(actor, facts, { withdrawal: { id, form: read.form } }));
    return doOnce(this.work, actor, facts, body, 'withdrawn', (tx) => this.allocations.withdraw(tx, actor, facts.id, id, read.data));
  }

  @Post('allocations/:allocation/due-time')
  @Allow(onCase(caseRules.allocate))
  @Logs('case.due-time-changed')
  @Redirect('', 303)
  async changeDueTime(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Param('allocation', Id) id: string, @Body() body: Body_) {
    const read = this.forms.readDueTime(actor, body);
    if (!read.ok) throw await seenAgain(this.work, actor, facts, 'cases/due-time', () => this.allocationPages.dueTime(actor, facts, id, read.form));
    return doOnce(this.work, actor, facts, body, 'due-changed', (tx) => this.allocations.changeDueTime(tx, actor, facts.id, id, read.data));
  }

  @Post('acceptance')
  @Allow(onCase(caseRules.respond))
  @Logs('case.accepted')
  @Redirect('', 303)
  accept(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Body() body: Body_) {
    return doOnce(this.work, actor, facts, body, 'accepted', (tx) => this.allocations.accept(tx, actor, facts.id));
  }

  @Post('refusal')
  @Allow(onCase(caseRules.respond))
  @Logs('case.refused')
  @Redirect('', 303)
  async refuse(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Body() body: Body_) {
    const read = readForm(RefuseForm, body);
    if (!read.ok) throw await seenAgain(this.work, actor, facts, 'cases/show', () => this.pages.show(actor, facts, {}, read.form));
    const url = await this.work.once(String(body?._once ?? ''), actor.id, async (tx) => {
      await this.allocations.refuse(tx, actor, facts.id, read.data.reason);
      return afterParting('refused', facts.reference);
    });
    return { url };
  }
}
