import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '#libs/authorization/actor';
import { tidy, type FormResult } from '#libs/forms/form';
import { Specialties } from '../specialties/index.js';
import type { NewAllocation } from './cases.service.js';
import { localToUtc } from './local-time.js';

/** Reads what a coordinator allocates: one specialty, one or more of its specialists, a due time of their own or the usual one. */
@Injectable()
export class AllocationForms {
  constructor(
    private readonly specialties: Specialties,
    private readonly dataSource: DataSource,
  ) {}

  async read(actor: Actor, body: unknown): Promise<FormResult<NewAllocation[]>> {
    const values = tidy(body);
    const errors: Record<string, string> = {};
    const specialty = String(values.specialty ?? '');
    const chosen = [...new Set([values.specialist ?? []].flat().filter(Boolean))];
    const note = String(values.note ?? '');
    const due = this.due(actor, specialty, String(values.due ?? ''));
    if (!this.specialties.find(specialty)) errors.specialty = 'cases:allocate.specialty.missing';
    else if (chosen.length === 0 || !(await this.areAll(specialty, chosen))) errors.specialist = 'cases:allocate.specialist.missing';
    if (note.length > 500) errors.note = 'cases:allocate.note.too-long';
    if (!due || due < new Date()) errors.due = 'cases:allocate.due.past';
    if (Object.keys(errors).length > 0) return { ok: false, form: { values, errors } };
    return { ok: true, data: chosen.map((specialistId) => ({ specialistId, specialty, dueAt: due!, note })) };
  }

  /** The time in the field is the coordinator's own; empty means the specialty's target. */
  private due(actor: Actor, specialty: string, typed: string): Date | null {
    if (typed) return localToUtc(typed, actor.timeZone);
    return this.specialties.find(specialty) ? this.specialties.dueAt(specialty, new Date()) : new Date(Date.now() + 60_000);
  }

  /** Whether all of them are active specialists of it. Whoever is absent is not offered, but a coordinator may know better. */
  private async areAll(specialty: string, ids: readonly string[]): Promise<boolean> {
    const [row] = await this.dataSource.query<{ count: number }[]>(
      `select count(*)::int as count from accounts a join account_roles r on r.account_id = a.id and r.role = 'specialist'
       join account_specialties s on s.account_id = a.id and s.specialty = $1 where a.state = 'active' and a.id::text = any($2)`,
      [specialty, ids],
    );
    return row!.count === ids.length;
  }
}
