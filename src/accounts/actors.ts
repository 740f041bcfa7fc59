import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isLanguage } from '#config/languages';
import { ROLES, type Actor, type Origin, type Role } from '#libs/authorization/actor';
import { Specialties } from '../specialties/index.js';

/** An account with its rights, as the database tells it. */
export interface ActorRow {
  id: string;
  name: string;
  email: string;
  language: string;
  time_zone: string;
  roles: Role[];
  project_ids: string[];
  mission_ids: string[];
  specialties: string[];
  projects: string | null;
  missions: string | null;
}

/** Turns an account into the actor of one request. Asked anew every time, so a right that is taken away is gone at once. */
@Injectable()
export class Actors {
  constructor(
    private readonly dataSource: DataSource,
    private readonly specialties: Specialties,
  ) {}

  /** @returns undefined when there is no such account, or it is not active */
  async find(accountId: string, from: Origin): Promise<Actor | undefined> {
    const [row] = await this.dataSource.query<ActorRow[]>(actorRow('$1'), [accountId]);
    return row && this.of(row, from);
  }

  /** The actor that a row stands for. */
  of(row: ActorRow, from: Origin): Actor {
    const language = isLanguage(row.language) ? row.language : 'en';
    const specialties = row.roles.includes('specialist') ? row.specialties : [];
    return {
      id: row.id,
      name: row.name,
      email: row.email,
      roles: ROLES.filter((role) => row.roles.includes(role)),
      language,
      timeZone: row.time_zone,
      projectIds: row.roles.includes('project-staff') ? row.project_ids : [],
      missionIds: row.roles.includes('medco') ? row.mission_ids : [],
      specialties,
      affiliation: row.projects ?? row.missions ?? specialties.map((code) => this.specialties.nameOf(code, language)).join(', '),
      from,
    };
  }
}

/** @param account SQL for the id of the account; nothing comes of one that is not active */
const actorRow = (account: string): string => `
  select a.id, a.name, a.email, a.language, a.time_zone,
    array(select role from account_roles where account_id = a.id) as roles,
    array(select project_id from memberships where account_id = a.id and ended_at is null) as project_ids,
    array(select mission_id from mission_coordinators where account_id = a.id) as mission_ids,
    array(select specialty from account_specialties where account_id = a.id order by specialty) as specialties,
    (select string_agg(p.name, ', ' order by p.name) from memberships m join projects p on p.id = m.project_id
      where m.account_id = a.id and m.ended_at is null) as projects,
    (select string_agg(i.name, ', ' order by i.name) from mission_coordinators c join missions i on i.id = c.mission_id
      where c.account_id = a.id) as missions
  from accounts a where a.id = ${account} and a.state = 'active'`;

/** The account of a session `s` as JSON: an `ActorRow`. */
export const OWNER_OF_A_SESSION = `select to_json(owner) from (${actorRow(`(s.sess ->> 'accountId')::uuid`)}) owner`;
