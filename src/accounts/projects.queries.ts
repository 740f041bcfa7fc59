import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { NotFound } from '#libs/errors/domain-error';
import type { Mission } from './projects.js';

/** A project as administrators see it. */
export interface ProjectRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly missionId: string;
  readonly timeZone: string;
  readonly means: string;
  readonly closedAt: Date | null;
  /** Then its code stays. */
  readonly hasCases: boolean;
  /** People who work there today. */
  readonly staff: number;
}

/** Reads missions and projects for the administrators' pages, closed ones too. */
@Injectable()
export class ProjectsQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** By name, open ones first. */
  all(): Promise<ProjectRow[]> {
    return this.dataSource.query(`${PROJECT} order by p.closed_at is not null, lower(p.name), p.id`);
  }

  /** @throws NotFound */
  async project(id: string): Promise<ProjectRow> {
    const [row] = await this.dataSource.query<ProjectRow[]>(`${PROJECT} where p.id = $1`, [id]);
    if (!row) throw new NotFound();
    return row;
  }

  missions(): Promise<Mission[]> {
    return this.dataSource.query(`select id, name from missions order by lower(name), id`);
  }

  /** @throws NotFound */
  async mission(id: string): Promise<Mission> {
    const [row] = await this.dataSource.query<Mission[]>(`select id, name from missions where id = $1`, [id]);
    if (!row) throw new NotFound();
    return row;
  }
}

const PROJECT = `
  select p.id, p.code, p.name, p.mission_id as "missionId", p.time_zone as "timeZone", p.means, p.closed_at as "closedAt", p.has_cases as "hasCases",
    (select count(*)::int from memberships m join accounts a on a.id = m.account_id where m.project_id = p.id and m.ended_at is null and a.state <> 'disabled') as staff
  from projects p`;
