import { Controller, Get, Query } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { isId } from '#libs/forms/id';
import { clockOf, moment } from '#libs/i18n/times';
import { Dictionary } from '#libs/i18n/words';
import { Page } from '#libs/views/page.decorator';
import { trainingCases, withdrawalReasons } from '../cases/index.js';
import { notificationPaths } from './notifications.paths.js';
import { NotificationsQueries, PAGE } from './notifications.queries.js';

@Controller()
export class NotificationsController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: NotificationsQueries,
    private readonly dictionary: Dictionary,
  ) {}

  @Get('notifications')
  @Allow('signed-in')
  @Logs('nothing')
  @Page('notifications/list')
  async list(@CurrentActor() actor: Actor, @Query('before') before: unknown) {
    const after = isId(before) ? before : undefined;
    const { rows, reasons, training } = await this.work.run(async (tx) => {
      const rows = await this.queries.read(tx, actor.id, after);
      const reasons = await withdrawalReasons(tx, rows.flatMap(({ allocationId }) => allocationId ?? []));
      return { rows, reasons, training: await trainingCases(tx, rows.flatMap(({ caseReference }) => caseReference ?? [])) };
    });
    const words = this.dictionary.in(actor.language);
    const clock = clockOf(actor, words);
    const shown = rows.slice(0, PAGE);
    return {
      hasErrors: false,
      notifications: shown.map(({ kind, caseReference: reference, link, isUnread, at, allocationId }) => ({
        text: words(`notifications:kinds.${kind}.happened`, { reference }),
        isTraining: reference !== null && training.has(reference),
        why: allocationId ? reasons.get(allocationId) : undefined,
        href: link,
        isUnread,
        iso: at.toISOString(),
        at: moment(at, clock),
      })),
      newest: after ? notificationPaths.list() : null,
      older: rows.length > PAGE ? notificationPaths.list(shown.at(-1)!.id) : null,
    };
  }
}
