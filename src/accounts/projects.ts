import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { hasRole, type Actor } from '#libs/authorization/actor';

export interface Project {
  readonly id: string;
  /** Two to five capitals: the beginning of every reference of its cases. */
  readonly code: string;
  readonly name: string;
  readonly missionId: string;
  readonly missionName: string;
  /** Diagnostic and other means at hand there. */
  readonly means: string;
  readonly timeZone: string;
  readonly isOpen: boolean;
}

export interface Mission {
  readonly id: string;
  readonly name: string;
}

/** What other modules may ask about missions and projects. */
@Injectable()
export class Projects {
  constructor(private readonly dataSource: DataSource) {}

  /** The open projects that somebody is staff of, by name: those they may post a case in. */
  async ofActor(actor: Actor): Promise<Project[]> {
    return hasRole(actor, 'project-staff') ? this.select(`p.id = any($1) and p.closed_at is null`, [actor.projectIds]) : [];
  }

  /** Every project of the missions that somebody coordinates, closed ones too. */
  async ofMissions(missionIds: readonly string[]): Promise<Project[]> {
    return this.select(`p.mission_id = any($1)`, [missionIds]);
  }

  async byId(id: string): Promise<Project | undefined> {
    return (await this.select(`p.id = $1`, [id]))[0];
  }

  /** Every open project, by name; of closed ones those that are asked for by id. */
  async open(andThose: readonly string[] = []): Promise<Project[]> {
    return this.select(`p.closed_at is null or p.id = any($1::uuid[])`, [andThose]);
  }

  /** Every mission, by name. */
  async missions(): Promise<Mission[]> {
    return this.dataSource.query<Mission[]>(`select id, name from missions order by name`);
  }

  private async select(condition: string, parameters: readonly unknown[]): Promise<Project[]> {
    return this.dataSource.query<Project[]>(
      `select p.id, p.code, p.name, p.mission_id as "missionId", m.name as "missionName", p.means, p.time_zone as "timeZone", p.closed_at is null as "isOpen"
       from projects p join missions m on m.id = p.mission_id where ${condition} order by p.name`,
      [...parameters],
    );
  }
}
