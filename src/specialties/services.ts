import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Settings } from '#config/settings';
import { changesOf } from '#libs/access-log/changes-of';
import type { Actor } from '#libs/authorization/actor';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { Dictionary } from '#libs/i18n/words';
import { addServiceHours } from './service-hours.js';
import { Specialties } from './specialties.js';
import type { Service } from './specialty.js';

/** Anything that runs SQL: a transaction of ours, or the connections. */
interface Queries {
  query(sql: string, parameters: unknown[]): Promise<unknown>;
}

/** When specialists are at work and how soon they answer: as the catalogue says, until an administrator says otherwise. */
@Injectable()
export class Services {
  constructor(
    private readonly specialties: Specialties,
    private readonly dataSource: DataSource,
    private readonly work: UnitOfWork,
    private readonly dictionary: Dictionary,
    private readonly settings: Settings,
  ) {}

  /** @param db the transaction that one is in @throws RangeError for an unknown specialty */
  async of(code: string, db: Queries = this.dataSource): Promise<Service> {
    const usual = this.specialties.usualService(code);
    const [row] = (await db.query(SELECT, [code])) as ServiceRow[];
    return row ? serviceOf(row) : usual;
  }

  /** When the first answer is due that was asked for at `from`. @throws RangeError for an unknown specialty */
  async dueAt(code: string, from: Date, db?: Queries): Promise<Date> {
    const { targetHours, serviceHours } = await this.of(code, db);
    return addServiceHours(from, targetHours, serviceHours);
  }

  /**
   * From now on. A due time that was set before stays as it was.
   * @param location where to go next
   */
  change(actor: Actor, code: string, service: Service, location: string, once?: string): Promise<string> {
    return this.work.once(once, actor.id, async (tx) => {
      await tx.query(`lock table specialty_services in share row exclusive mode`);
      const words = this.dictionary.in(this.settings.DEFAULT_LANGUAGE);
      const shown = ({ targetHours, serviceHours: { zone, days, from, to } }: Service) => ({ target: String(targetHours), zone, days: days.map((day) => words(`specialties:days.${day}`)).join(', '), from, to });
      const changes = changesOf(shown(await this.of(code, tx.manager)), shown(service), (name) => words(`specialties:service.${name}`));
      const { zone, days, from, to } = service.serviceHours;
      await tx.query(
        `insert into specialty_services (specialty, target_hours, zone, days, opens, closes) values ($1, $2, $3, $4, $5, $6)
         on conflict (specialty) do update set target_hours = $2, zone = $3, days = $4, opens = $5, closes = $6`,
        [code, service.targetHours, zone, days, from, to]);
      const name = this.specialties.nameOf(code, this.settings.DEFAULT_LANGUAGE);
      for (const what of changes) tx.log({ who: actor, role: 'administrator', action: 'specialty.changed', subject: { what: `${name}: ${what}` } });
      return location;
    });
  }
}

interface ServiceRow {
  readonly target_hours: number;
  readonly zone: string;
  readonly days: Service['serviceHours']['days'];
  readonly opens: string;
  readonly closes: string;
}

const SELECT = `select target_hours, zone, days, opens, closes from specialty_services where specialty = $1`;

const serviceOf = ({ target_hours: targetHours, zone, days, opens: from, closes: to }: ServiceRow): Service => ({ targetHours, serviceHours: { zone, days, from, to } });
