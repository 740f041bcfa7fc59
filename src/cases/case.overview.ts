import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '#libs/authorization/actor';
import type { CaseKind, TypedForm } from './case.entity.js';
import { chainOf, type ChainLink } from './case.chain.js';
import { visibleTo } from './case.policy.js';
import type { AllocationState, CaseState } from './case.state.js';
import type { Closing } from './closing.js';
import { OUTCOME_IS_DUE } from './outcome-requests.js';
import type { PatientAge, Sex } from './patient.js';

export interface AllocationOverview {
  readonly id: string;
  readonly specialistId: string;
  readonly specialist: string;
  readonly specialty: string;
  readonly state: AllocationState;
  readonly stateSince: string;
  readonly dueAt: string;
  readonly note: string;
  readonly refusalReason: string | null;
  /** Empty when nobody said why. */
  readonly withdrawalReason: string;
  readonly answeredAt: string | null;
}

/** A case as its pages show it, read in one statement. */
export interface CaseOverview {
  readonly id: string;
  readonly reference: string;
  readonly state: CaseState;
  readonly stateSince: Date;
  readonly kind: CaseKind;
  readonly title: string;
  readonly isUrgent: boolean;
  readonly language: string;
  readonly specialty: string | null;
  readonly form: TypedForm;
  readonly sectionVersions: Record<string, number>;
  readonly version: number;
  readonly authorId: string;
  /** Who answers for it now. */
  readonly author: string;
  /** Who submitted it; null for a draft. */
  readonly postedBy: string | null;
  readonly projectId: string;
  readonly project: string;
  /** It takes no new cases. */
  readonly isProjectClosed: boolean;
  readonly mission: string;
  readonly submittedAt: Date | null;
  readonly closedAt: Date | null;
  /** When the Medcos were told of it; null when nobody has asked for that. */
  readonly medcoToldAt: Date | null;
  readonly closedByName: string | null;
  readonly closing: Closing | null;
  readonly patientId: string | null;
  readonly localReference: string | null;
  readonly age: PatientAge | null;
  readonly sex: Sex | null;
  readonly allocations: readonly AllocationOverview[];
  /** The cases that it goes on from and that go on from it, with itself, the first one first. */
  readonly chain: readonly ChainLink[];
  /** Closed long enough for the project to be asked what became of the patient, and not told yet. */
  readonly isOutcomeDue: boolean;
  /** What else was asked for, by name, as JSON. */
  readonly also: Readonly<Record<string, unknown>>;
}

@Injectable()
export class CaseOverviews {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * The reader has been let through already; linked cases are named only if they may see those too.
   * @param also SQL for what else is to be read of the case: one value each, made of SQL for its id
   */
  async of(caseId: string, actor: Actor, also: Readonly<Record<string, (caseId: string) => string>> = {}): Promise<CaseOverview> {
    const visible = visibleTo(actor);
    const at = visible.values.length + 1;
    const [row] = await this.dataSource.query<CaseOverview[]>(
      `select k.id, k.reference, k.state, k.state_since as "stateSince", k.kind, k.title, k.is_urgent as "isUrgent", k.language, k.specialty,
         k.form, k.section_versions as "sectionVersions", k.version, k.author_id as "authorId", author.name as author,
         (select poster.name from case_history h join accounts poster on poster.id = h.actor_id where h.case_id = k.id and h.what = 'submitted' order by h.at limit 1) as "postedBy",
         (select min(h.at) from case_history h where h.case_id = k.id and h.what = 'medco-notified') as "medcoToldAt",
         k.project_id as "projectId", project.name as project, project.closed_at is not null as "isProjectClosed", mission.name as mission, k.submitted_at as "submittedAt", k.closed_at as "closedAt",
         closer.name as "closedByName", k.closing, k.patient_id as "patientId", patient.local_reference as "localReference",
         case when patient.id is not null then json_build_object('value', patient.age_value, 'unit', patient.age_unit, 'on', patient.age_on) end as age,
         patient.sex,
         coalesce((select json_agg(json_build_object('id', a.id, 'specialistId', a.specialist_id, 'specialist', s.name, 'specialty', a.specialty,
           'state', a.state, 'stateSince', a.state_since, 'dueAt', a.due_at, 'note', a.note, 'refusalReason', a.refusal_reason, 'withdrawalReason', a.withdrawal_reason, 'answeredAt', a.answered_at) order by a.created_at, a.id)
           from case_allocations a join accounts s on s.id = a.specialist_id where a.case_id = k.id), '[]'::json) as allocations,
         ${chainOf(visible.sql)} as chain,
         exists (select from outcome_requests o where o.case_id = k.id and ${OUTCOME_IS_DUE}) as "isOutcomeDue",
         json_build_object(${Object.entries(also).map(([name, of]) => `'${name}', (${of('k.id')})`).join(', ')}) as also
       from cases k join projects project on project.id = k.project_id join missions mission on mission.id = project.mission_id
         join accounts author on author.id = k.author_id left join accounts closer on closer.id = k.closed_by
         left join patients patient on patient.id = k.patient_id
       where k.id = $${at}`,
      [...visible.values, caseId],
    );
    return row!;
  }
}
