import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '#libs/authorization/actor';
import type { CaseFacts } from './case.policy.js';
import type { AllocationState, CaseState } from './case.state.js';

export const CASE_REFERENCE = /^[A-Z]{2,5}-\d{4}-\d{4,9}$/;

interface FactsRow {
  id: string;
  reference: string;
  state: CaseState;
  project_id: string;
  mission_id: string;
  author_id: string;
  patient_id: string | null;
  allocation_id: string | null;
  allocation_state: AllocationState | null;
}

/** Looks up what the policy needs to know of a case, for one person. */
@Injectable()
export class CaseFactsReader {
  constructor(private readonly dataSource: DataSource) {}

  /** @returns undefined when there is no such case; says nothing about who may see it */
  async of(reference: string, actor: Actor): Promise<CaseFacts | undefined> {
    if (!CASE_REFERENCE.test(reference)) return undefined;
    const [row] = await this.dataSource.query<FactsRow[]>(FACTS, [reference, actor.id]);
    return row && {
      id: row.id,
      reference: row.reference,
      state: row.state,
      projectId: row.project_id,
      missionId: row.mission_id,
      authorId: row.author_id,
      patientId: row.patient_id,
      allocation: row.allocation_id ? { id: row.allocation_id, state: row.allocation_state! } : null,
    };
  }
}

const FACTS = `
  select c.id, c.reference, c.state, c.project_id, p.mission_id, c.author_id, c.patient_id, a.id as allocation_id, a.state as allocation_state
  from cases c join projects p on p.id = c.project_id
  left join lateral (
    select id, state from case_allocations where case_id = c.id and specialist_id = $2
    order by state in ('refused', 'withdrawn'), created_at desc limit 1
  ) a on true
  where c.reference = $1`;
