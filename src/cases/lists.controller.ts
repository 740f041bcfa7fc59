import { Controller, Get, Injectable, Query } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import { hasRole, type Actor, type Role } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import type { Sql } from '#libs/database/side-by-side';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { Page } from '#libs/views/page.decorator';
import { Badge, type BadgeCounter } from '../ui/furniture.js';
import { BackupProposals } from './backup-proposals.js';
import type { CaseListRow } from './case.row.js';
import { readCaseFilter } from './cases.filter.js';
import { CasesQueries } from './cases.queries.js';
import { JustDoneReader } from './just-done.js';
import { ListPages } from './lists.pages.js';
import { projectsToChoose } from './projects-to-choose.js';
import { ToDoQueries } from './to-do.queries.js';

/** Whoever has to do with cases at all; administrators and auditors have not. */
const CLINICAL: Role[] = ['project-staff', 'medco', 'specialist', 'coordinator'];

@Controller()
@Allow({ roles: CLINICAL })
export class ListsController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: CasesQueries,
    private readonly toDos: ToDoQueries,
    private readonly justDone: JustDoneReader,
    private readonly pages: ListPages,
    private readonly backups: BackupProposals,
  ) {}

  @Get('to-do')
  @Logs('case.listed')
  @Page('cases/to-do')
  toDo(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>) {
    return this.work.read(async (tx) => {
      tx.log({ who: actor, action: 'case.listed', subject: { what: 'TO-DO' } });
      const yours = await this.toDos.waitingFor(actor);
      const others = await this.toDos.waitingForOthers(tx, actor);
      const page = this.pages.toDo(actor, yours, others, query, await this.justDone.of(tx, actor.id, query));
      return { ...page, yours: await this.withBackups(actor, yours, page.yours) };
    });
  }

  /** Coordinators find on the spot whom they could ask in place of somebody who is late. */
  private async withBackups<Row>(actor: Actor, found: readonly CaseListRow[], drawn: readonly Row[]) {
    const backups = hasRole(actor, 'coordinator') ? await this.backups.on(found.map(({ id }) => id), actor) : [];
    return drawn.map((row, at) => ({ ...row, backups: backups.filter(({ caseId, id }) => id && caseId === found[at]!.id) }));
  }

  @Get('cases')
  @Logs('case.listed')
  @Page('cases/list')
  list(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>) {
    const filter = readCaseFilter(query);
    return this.work.read(async (tx) => {
      tx.log({ who: actor, action: filter.text ? 'case.searched' : 'case.listed', subject: { what: 'CASES' } });
      const list = await this.queries.list(tx, actor, filter);
      return this.pages.list(actor, filter, list, await projectsToChoose(tx, actor));
    });
  }
}

/** The number beside TO-DO, on every page. */
@Injectable()
@Badge('to-do')
export class ToDoBadge implements BadgeCounter {
  constructor(private readonly queries: ToDoQueries) {}

  counting(actor: Actor): Sql | null {
    return CLINICAL.some((role) => hasRole(actor, role)) ? this.queries.countingWaitingFor(actor) : null;
  }
}
