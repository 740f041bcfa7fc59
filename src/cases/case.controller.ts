import { Controller, Get, Param, Query } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { Id } from '#libs/forms/id';
import { Page } from '#libs/views/page.decorator';
import { AllocationPages } from './allocation.pages.js';
import { CurrentCase, onCase } from './case.keeper.js';
import { CasePages } from './case.pages.js';
import { caseRules, type CaseFacts } from './case.policy.js';
import { seen } from './seen.js';

/** The pages on which a case is read: details, history, allocation, closing. */
@Controller('cases/:reference')
export class CaseController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly pages: CasePages,
    private readonly allocationPages: AllocationPages,
  ) {}

  @Get()
  @Allow(onCase(caseRules.see))
  @Logs('case.viewed')
  @Page('cases/show')
  show(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Query() query: Record<string, unknown>) {
    return seen(this.work, actor, facts, () => this.pages.show(actor, facts, query));
  }

  @Get('history')
  @Allow(onCase(caseRules.see))
  @Logs('case.history-viewed')
  @Page('cases/history')
  history(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Query('image') image: unknown) {
    return seen(this.work, actor, facts, () => this.pages.history(actor, facts, image), { action: 'case.history-viewed' });
  }

  @Get('allocate')
  @Allow(onCase(caseRules.allocate))
  @Logs('case.viewed')
  @Page('cases/allocate')
  allocate(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Query('specialty') specialty: unknown) {
    return seen(this.work, actor, facts, () => this.allocationPages.allocate(actor, facts, { specialty }));
  }

  @Get('allocations/:allocation/due-time')
  @Allow(onCase(caseRules.allocate))
  @Logs('case.viewed')
  @Page('cases/due-time')
  dueTime(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Param('allocation', Id) id: string) {
    return seen(this.work, actor, facts, () => this.allocationPages.dueTime(actor, facts, id));
  }

  @Get('closure')
  @Allow(onCase(caseRules.close))
  @Logs('case.viewed')
  @Page('cases/close')
  closure(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts) {
    return seen(this.work, actor, facts, () => this.pages.close(actor, facts));
  }
}
