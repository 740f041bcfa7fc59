import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '#libs/authorization/actor';
import type { Transaction } from '#libs/database/unit-of-work';
import { Case } from './case.entity.js';
import { PatientMoved } from './case.errors.js';
import { writeHistory } from './case.history.js';
import { localReferencesOf, writeSearchDocument } from './case-search.js';

interface Patient {
  readonly id: string;
  readonly reference: string;
  readonly projectId: string;
}

/** Which of two patients is kept, and why they are one. */
export interface Merge {
  readonly keptId: string;
  readonly otherId: string;
  readonly reason: string;
}

/** Makes one of two patients who are the same person. Every case of the other becomes a case of the one that is kept, closed ones too. */
@Injectable()
export class PatientMerger {
  /** @throws PatientMoved when one of them is no longer there to merge, or not of the same project of the actor's */
  async merge(tx: Transaction, actor: Actor, { keptId, otherId, reason }: Merge): Promise<void> {
    const found = await tx.query<Patient>(
      `select id, local_reference as reference, project_id as "projectId" from patients where id = any($1::uuid[]) and project_id = any($2::uuid[]) and merged_into_id is null order by id for update`,
      [[keptId, otherId], actor.projectIds],
    );
    const [kept, other] = [keptId, otherId].map((id) => found.find((one) => one.id === id));
    if (!kept || !other || kept === other || kept.projectId !== other.projectId) throw new PatientMoved();
    const now = new Date();
    await tx.query(`update patients set merged_into_id = $1, merged_at = $3, merged_by = $4, merge_reason = $5 where id = $2`, [keptId, otherId, now, actor.id, reason]);
    // What had been merged into the other leads to the one that is kept now.
    await tx.query(`update patients set merged_into_id = $1 where merged_into_id = $2`, [keptId, otherId]);
    await this.moveCases(tx, actor, kept, other, reason, now);
    const what = `${other.reference} → ${kept.reference}`;
    for (const patientId of [otherId, keptId]) tx.log({ who: actor, role: 'project-staff', action: 'patient.merged', subject: { patientId, what } });
  }

  private async moveCases(tx: Transaction, actor: Actor, kept: Patient, other: Patient, reason: string, now: Date): Promise<void> {
    const [moved] = await tx.query<{ ids: string[] }>(
      `with moved as (update cases set patient_id = $1::uuid, form = case when state = 'draft' then jsonb_set(form, '{patient}', to_jsonb($1::uuid)) else form end where patient_id = $2 returning id)
       select coalesce(array_agg(id), '{}') as ids from moved`, [kept.id, other.id]);
    const references = await localReferencesOf(tx, kept.id);
    for (const kase of await tx.repository(Case).findBy({ id: In(moved!.ids) })) {
      await writeSearchDocument(tx, kase, references);
      await writeHistory(tx, { caseId: kase.id, at: now, actorId: actor.id, what: 'patient-merged', old: other.reference, new: kept.reference, why: reason });
    }
  }
}
