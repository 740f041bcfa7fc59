import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

export interface FoundPatient {
  readonly id: string;
  readonly localReference: string;
  readonly projectName: string;
}

/** Finds patients by what the project calls them, for the auditor's questions. No clinical word comes out of it. */
@Injectable()
export class PatientLookup {
  constructor(private readonly dataSource: DataSource) {}

  /** What the projects call these patients. */
  byIds(ids: readonly string[]): Promise<Pick<FoundPatient, 'id' | 'localReference'>[]> {
    return this.dataSource.query(`select id, local_reference as "localReference" from patients where id = any($1::uuid[])`, [ids]);
  }

  /** With those who were merged: their rows are about the same person. */
  byLocalReference(text: string): Promise<FoundPatient[]> {
    return this.dataSource.query(
      `select t.id, t.local_reference as "localReference", p.name as "projectName" from patients t join projects p on p.id = t.project_id
       where coalesce(t.merged_into_id, t.id) in (select coalesce(m.merged_into_id, m.id) from patients m where lower(m.local_reference) = lower($1)) order by p.name limit 20`,
      [text],
    );
  }
}
