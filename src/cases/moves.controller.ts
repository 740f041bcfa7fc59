import { Body, Controller, Param, ParseUUIDPipe, Post, Redirect } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { UnitOfWork, type Transaction } from '#libs/database/unit-of-work';
import { readForm } from '#libs/forms/form';
import { Redraw } from '#libs/views/redraw';
import { AllocationForms } from './allocation.forms.js';
import { CurrentCase, onCase } from './case.keeper.js';
import { CasePages } from './case.pages.js';
import { caseRules, type CaseFacts } from './case.policy.js';
import { CloseCaseForm, closingOf, RefuseForm } from './cases.forms.js';
import { casePaths } from './cases.paths.js';
import { CasesService } from './cases.service.js';

type Body_ = Record<string, unknown>;

/** Every change of state is the making of a thing: an allocation, an acceptance, a refusal, a closure, a continuation. */
@Controller('cases/:reference')
export class MovesController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly cases: CasesService,
    private readonly pages: CasePages,
    private readonly allocationForms: AllocationForms,
  ) {}

  @Post('allocations')
  @Allow(onCase(caseRules.allocate))
  @Logs('case.allocated')
  @Redirect('', 303)
  async allocate(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Body() body: Body_) {
    const read = await this.allocationForms.read(actor, body);
    if (!read.ok) throw new Redraw('cases/allocate', await this.pages.allocate(actor, facts, { specialty: body?.specialty, form: read.form }));
    return this.do(actor, facts, body, 'allocated', async (tx) => {
      for (const allocation of read.data) await this.cases.allocate(tx, actor, facts.id, allocation);
    });
  }

  @Post('allocations/:allocation/withdrawal')
  @Allow(onCase(caseRules.allocate))
  @Logs('case.withdrawn')
  @Redirect('', 303)
  withdraw(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Param('allocation', new ParseUUIDPipe({ errorHttpStatusCode: 404 })) allocationId: string, @Body() body: Body_) {
    return this.do(actor, facts, body, 'withdrawn', (tx) => this.cases.withdraw(tx, actor, facts.id, allocationId));
  }

  @Post('acceptance')
  @Allow(onCase(caseRules.respond))
  @Logs('case.accepted')
  @Redirect('', 303)
  accept(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Body() body: Body_) {
    return this.do(actor, facts, body, 'accepted', (tx) => this.cases.accept(tx, actor, facts.id));
  }

  @Post('refusal')
  @Allow(onCase(caseRules.respond))
  @Logs('case.refused')
  @Redirect('', 303)
  async refuse(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Body() body: Body_) {
    const read = readForm(RefuseForm, body);
    if (!read.ok) throw new Redraw('cases/show', await this.pages.show(actor, facts, {}, read.form));
    const { url } = await this.do(actor, facts, body, 'refused', (tx) => this.cases.refuse(tx, actor, facts.id, read.data.reason));
    return { url: url.replace(casePaths.show(facts.reference), casePaths.toDo()) };
  }

  @Post('closure')
  @Allow(onCase(caseRules.close))
  @Logs('case.closed')
  @Redirect('', 303)
  async close(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Body() body: Body_) {
    const read = readForm(CloseCaseForm, body);
    if (!read.ok) throw new Redraw('cases/close', await this.pages.close(actor, facts, read.form));
    return this.do(actor, facts, body, 'closed', (tx) => this.cases.close(tx, actor, facts.id, closingOf(read.data)));
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
    return this.do(actor, facts, body, 'medco-notified', (tx) => this.cases.notifyMedco(tx, actor, facts.id));
  }

  /** Does it once, and leads back to the case, which says what was done. */
  private async do(actor: Actor, { reference }: CaseFacts, body: Body_ | undefined, done: string, work: (tx: Transaction) => Promise<unknown>) {
    const url = await this.work.once(String(body?._once ?? ''), actor.id, async (tx) => {
      await work(tx);
      return `${casePaths.show(reference)}?done=${done}`;
    });
    return { url };
  }
}
