import { Controller, Get, Query } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { Page } from '#libs/views/page.decorator';
import { CaseFiguresReader, projectsToChoose } from '../cases/index.js';
import { readStatisticsFilter, sinceOf } from './statistics.filter.js';
import { StatisticsPages } from './statistics.pages.js';
import { READERS, sightOf } from './statistics.policy.js';

@Controller()
@Allow({ roles: READERS })
export class StatisticsController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly figures: CaseFiguresReader,
    private readonly pages: StatisticsPages,
  ) {}

  @Get('statistics')
  @Logs('statistics.viewed')
  @Page('statistics/show')
  show(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>) {
    const filter = readStatisticsFilter(query);
    const sight = sightOf(actor);
    const counted = { project: filter.project, since: sinceOf(filter.period, new Date()) };
    return this.work.read(async (tx) => {
      const [projects, cases, own] = await Promise.all([
        projectsToChoose(tx, actor),
        sight.cases && this.figures.ofCases(tx, { ...counted, ...sight.cases }, { bySpecialist: sight.everybodysWork }),
        sight.ownWork ? this.figures.ofSpecialist(tx, actor.id, counted) : null,
      ]);
      tx.log({ who: actor, action: 'statistics.viewed', subject: { what: [filter.period, filter.project].filter(Boolean).join(', ') } });
      return this.pages.show(actor, { filter, projects, since: counted.since, cases, own });
    });
  }
}
