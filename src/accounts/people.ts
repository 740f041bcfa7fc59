import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Language } from '#config/languages';
import { isoDay } from '#libs/i18n/times';
import { absentUntil, type Absence } from './absences.js';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly language: Language;
  readonly timeZone: string;
  /** May sign in. Who may not gets no mail either. */
  readonly isActive: boolean;
}

/** Somebody a case can be allocated to. */
export interface SpecialistOnList extends Person {
  /** Codes of the languages they answer in; empty when they have not said. */
  readonly languages: readonly string[];
  /** The last day of today's absence, YYYY-MM-DD in their own time zone; null when they are there. */
  readonly absentUntil: string | null;
}

const OF_MISSION = `exists (select from mission_coordinators c where c.account_id = a.id and c.mission_id = $2)`;

/** What other modules may ask about people. Everyone it lists is active, by name; `byIds` also finds who has left. */
@Injectable()
export class People {
  constructor(private readonly dataSource: DataSource) {}

  async byIds(ids: Iterable<string>): Promise<Map<string, Person>> {
    const rows = await this.select(`a.id = any($1)`, [[...new Set(ids)]]);
    return new Map(rows.map((person) => [person.id, person]));
  }

  /** Whoever has this e-mail, or a name with these letters; also who has left. 20 at most. */
  async search(text: string): Promise<Person[]> {
    const like = `%${text.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`;
    return (await this.select(`a.email = lower($1) or lower(a.name) like $2`, [text, like])).slice(0, 20);
  }

  projectStaffOf(projectId: string): Promise<Person[]> {
    return this.holding('project-staff', `exists (select from memberships m where m.account_id = a.id and m.project_id = $2 and m.ended_at is null)`, projectId);
  }

  medcosOf(missionId: string): Promise<Person[]> {
    return this.holding('medco', OF_MISSION, missionId);
  }

  /** Those of them who have asked to hear of every new, refused and late case. */
  medcosFollowing(missionId: string): Promise<Person[]> {
    return this.holding('medco', `a.follows_missions and ${OF_MISSION}`, missionId);
  }

  coordinators(): Promise<Person[]> {
    return this.holding('coordinator');
  }

  administrators(): Promise<Person[]> {
    return this.holding('administrator');
  }

  /** Absent ones are listed too, and say until when. @param now the moment to judge absences by */
  async specialistsOf(specialty: string, now = new Date()): Promise<SpecialistOnList[]> {
    const people = await this.holding('specialist', `exists (select from account_specialties s where s.account_id = a.id and s.specialty = $2)`, specialty);
    const absences = await this.absencesOf(people.map(({ id }) => id));
    return people.map((person) => ({ ...person, absentUntil: absentUntil(absences.get(person.id) ?? [], isoDay(now, person.timeZone)) }));
  }

  /** Those of them who are specialists today. */
  specialistsAmong(ids: readonly string[]): Promise<Person[]> {
    return this.holding('specialist', 'a.id = any($2::uuid[])', ids);
  }

  /** @param day YYYY-MM-DD, in the time zone of that person */
  async isAbsent(accountId: string, day: string): Promise<boolean> {
    const absences = await this.absencesOf([accountId]);
    return absentUntil(absences.get(accountId) ?? [], day) !== null;
  }

  private async absencesOf(ids: readonly string[]): Promise<Map<string, Absence[]>> {
    const rows = await this.dataSource.query<(Absence & { accountId: string })[]>(
      `select id, account_id as "accountId", first_day::text as "firstDay", last_day::text as "lastDay" from absences where account_id = any($1)`, [ids]);
    return new Map(ids.map((id) => [id, rows.filter(({ accountId }) => accountId === id)]));
  }

  private holding(role: string, where = 'true', ...parameters: (string | readonly string[])[]): Promise<(Person & { languages: string[] })[]> {
    return this.select(`a.state = 'active' and exists (select from account_roles r where r.account_id = a.id and r.role = $1) and ${where}`, [role, ...parameters]);
  }

  private select(condition: string, parameters: readonly unknown[]): Promise<(Person & { languages: string[] })[]> {
    return this.dataSource.query(
      `select a.id, a.name, a.email, a.language, a.time_zone as "timeZone", a.state = 'active' as "isActive", a.answers_in as languages
       from accounts a where ${condition} order by lower(a.name), a.id`,
      [...parameters],
    );
  }
}
