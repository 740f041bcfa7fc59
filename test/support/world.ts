import { hashSync } from '@node-rs/argon2';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Role } from '#libs/authorization/actor';

export const PASSWORD = 'a calm river in the evening';
/** As cheap as can be: a hash says itself what it costs to try a password. */
const HASH = hashSync(PASSWORD, { memoryCost: 8, timeCost: 1, parallelism: 1 });

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

interface PersonSpec {
  readonly roles: readonly Role[];
  readonly projects?: readonly string[];
  readonly missions?: readonly string[];
  readonly specialties?: readonly string[];
  readonly language?: string;
  readonly timeZone?: string;
}

/** Makes missions, projects and people straight in the database; cases are made by using the product. */
export class World {
  private readonly db: Pick<DataSource, 'query'>;

  constructor(db: Pick<DataSource, 'query'>) {
    this.db = db;
  }

  async mission(name: string): Promise<string> {
    const id = randomUUID();
    await this.db.query(`insert into missions (id, name) values ($1, $2)`, [id, name]);
    return id;
  }

  async project(missionId: string, code: string, name: string): Promise<string> {
    const id = randomUUID();
    await this.db.query(`insert into projects (id, mission_id, code, name, time_zone, means) values ($1, $2, $3, $4, 'Africa/Nairobi', 'Clotrimazole 1 % cream. No biopsy.')`, [id, missionId, code, name]);
    return id;
  }

  /** A girl of six. @returns her id */
  async patient(projectId: string, localReference: string, { id: registeredBy }: Pick<Person, 'id'>): Promise<string> {
    const id = randomUUID();
    await this.db.query(
      `insert into patients (id, project_id, local_reference, age_value, age_unit, age_on, sex, registered_by) values ($1, $2, $3, 6, 'years', current_date, 'female', $4)`, [id, projectId, localReference, registeredBy]);
    return id;
  }

  /** An active account whose password is PASSWORD. */
  async person(name: string, { roles, projects = [], missions = [], specialties = [], language = 'en', timeZone = 'Africa/Nairobi' }: PersonSpec): Promise<Person> {
    const id = randomUUID();
    const email = `${name.toLowerCase().replace(/[^a-z0-9]+/g, '.')}@example.org`;
    await this.db.query(
      `insert into accounts (id, name, email, password_hash, password_changed_at, language, time_zone, state) values ($1, $2, $3, $4, now(), $5, $6, 'active')`,
      [id, name, email, HASH, language, timeZone]);
    for (const role of roles) await this.db.query(`insert into account_roles (account_id, role) values ($1, $2)`, [id, role]);
    for (const project of projects) await this.db.query(`insert into memberships (id, account_id, project_id) values ($1, $2, $3)`, [randomUUID(), id, project]);
    for (const mission of missions) await this.db.query(`insert into mission_coordinators (account_id, mission_id) values ($1, $2)`, [id, mission]);
    for (const specialty of specialties) await this.db.query(`insert into account_specialties (account_id, specialty) values ($1, $2)`, [id, specialty]);
    return { id, name, email };
  }
}
