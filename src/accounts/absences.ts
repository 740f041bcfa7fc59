import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import type { Actor } from '#libs/authorization/actor';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { NotFound } from '#libs/errors/domain-error';
import { isoDay } from '#libs/i18n/times';
import { accountPaths } from './accounts.paths.js';

/** Days on which somebody is not offered for allocation, both included, as YYYY-MM-DD. */
export interface Absence {
  readonly id: string;
  readonly firstDay: string;
  readonly lastDay: string;
}

/** The last day of the absence that covers this day, or null. Absences that overlap count together. */
export function absentUntil(absences: readonly Pick<Absence, 'firstDay' | 'lastDay'>[], day: string): string | null {
  const covering = absences.filter(({ firstDay, lastDay }) => firstDay <= day && day <= lastDay);
  return covering.map(({ lastDay }) => lastDay).sort().at(-1) ?? null;
}

/** A specialist's own absences. They begin and end by themselves, in the specialist's time zone. */
@Injectable()
export class Absences {
  constructor(
    private readonly dataSource: DataSource,
    private readonly work: UnitOfWork,
  ) {}

  /** Those that are not over, the next one first. */
  of({ id, timeZone }: Pick<Actor, 'id' | 'timeZone'>): Promise<Absence[]> {
    return this.dataSource.query(`${SELECT} where account_id = $1 and last_day >= $2 order by first_day`, [id, isoDay(new Date(), timeZone)]);
  }

  add(actor: Actor, firstDay: string, lastDay: string, once?: string): Promise<string> {
    return this.work.once(once, actor.id, async (tx) => {
      await tx.query(`insert into absences (id, account_id, first_day, last_day) values ($1, $2, $3, $4)`, [randomUUID(), actor.id, firstDay, lastDay]);
      tx.log({ who: actor, role: 'specialist', action: 'absence.added', subject: { accountId: actor.id, what: `${firstDay} – ${lastDay}` } });
      return accountPaths.profile('absence-added');
    });
  }

  /** @throws NotFound for an absence of somebody else */
  remove(actor: Actor, id: string, once?: string): Promise<string> {
    return this.work.once(once, actor.id, async (tx) => {
      const [absence] = await tx.query<Absence>(`${SELECT} where id = $1 and account_id = $2`, [id, actor.id]);
      if (!absence) throw new NotFound();
      await tx.query(`delete from absences where id = $1`, [id]);
      tx.log({ who: actor, role: 'specialist', action: 'absence.removed', subject: { accountId: actor.id, what: `${absence.firstDay} – ${absence.lastDay}` } });
      return accountPaths.profile('absence-removed');
    });
  }
}

const SELECT = `select id, first_day::text as "firstDay", last_day::text as "lastDay" from absences`;
