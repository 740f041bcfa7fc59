import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Who takes part in a case, for those who tell people. */
export interface Audience {
  readonly reference: string;
  readonly authorId: string;
  readonly projectId: string;
  readonly missionId: string;
  /** The author, whoever submitted it and whoever wrote in it for the project, as long as they are members and staff. */
  readonly staffIds: readonly string[];
  /** Specialists who have accepted it, as long as they are specialists. */
  readonly specialistIds: readonly string[];
}

@Injectable()
export class CaseAudience {
  constructor(private readonly dataSource: DataSource) {}

  /** @param writerIds people known to have written in the case; those of the project count as taking part */
  async involved(caseId: string, writerIds: readonly string[] = []): Promise<Audience | undefined> {
    const [audience] = await this.dataSource.query<Audience[]>(
      `select c.reference, c.author_id as "authorId", c.project_id as "projectId", p.mission_id as "missionId",
         array(select m.account_id from memberships m join account_roles r on r.account_id = m.account_id and r.role = 'project-staff' where m.project_id = c.project_id and m.ended_at is null and (m.account_id = c.author_id
           or m.account_id = any($2::uuid[]) or exists (select from case_history h where h.case_id = c.id and h.actor_id = m.account_id and h.what = 'submitted'))) as "staffIds",
         array(select a.specialist_id from case_allocations a join account_roles r on r.account_id = a.specialist_id and r.role = 'specialist' where a.case_id = c.id and a.state in ('accepted', 'asked', 'answered')) as "specialistIds"
       from cases c join projects p on p.id = c.project_id where c.id = $1`,
      [caseId, writerIds],
    );
    return audience;
  }
}
