import { Body, Controller, Get, Param, Post, Query, Redirect } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { Id } from '#libs/forms/id';
import { Page } from '#libs/views/page.decorator';
import { Redraw } from '#libs/views/redraw';
import { casePaths } from './cases.paths.js';
import { readLeftWork, type LeftWork } from './hand-over.forms.js';
import { HandOverPages } from './hand-over.pages.js';
import { HandOvers } from './hand-overs.js';

/** What somebody who goes leaves behind, and who takes it over; for administrators, by reference alone. */
@Controller('admin/accounts/:id/work')
@Allow({ roles: ['administrator'] })
export class LeftWorkController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly handOvers: HandOvers,
    private readonly pages: HandOverPages,
  ) {}

  @Get()
  @Logs('account.work-viewed')
  @Page('cases/left-work')
  show(@CurrentActor() actor: Actor, @Param('id', Id) id: string, @Query('done') done: unknown) {
    return this.page(actor, id, done === 'handed-over');
  }

  @Post()
  @Logs('case.handed-over')
  @Redirect('', 303)
  async give(@CurrentActor() actor: Actor, @Param('id', Id) id: string, @Body() body: Record<string, unknown>) {
    const left = readLeftWork(body);
    if (left.references.length === 0 || !left.toId) throw new Redraw('cases/left-work', await this.page(actor, id, false, left));
    const url = await this.work.once(String(body?._once ?? ''), actor.id, async (tx) => {
      await this.handOvers.giveFor(tx, actor, id, left.references, left.toId);
      return `${casePaths.workOf(id)}?done=handed-over`;
    });
    return { url };
  }

  /** Drawn once more it is a look, too. */
  private async page(actor: Actor, id: string, isDone: boolean, wrong?: LeftWork) {
    const page = await this.pages.left(actor, id, isDone, wrong);
    await this.work.read((tx) => tx.log({ who: actor, role: 'administrator', action: 'account.work-viewed', subject: { accountId: id } }));
    return page;
  }
}
