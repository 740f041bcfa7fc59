import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/authorization/actor';
import { tidy, type FormResult } from '#libs/forms/form';
import { isId } from '#libs/forms/id';
import { Services, Specialties } from '../specialties/index.js';
import type { AllocationOrder } from './allocations.service.js';
import { localToUtc } from './local-time.js';
import { SpecialistChoice } from './specialist-choice.js';

/** The stamp of the page that a form was on, if it carries one. */
export const stampIn = (body: unknown): string | undefined => String(tidy(body).seen ?? '') || undefined;

/** Why an allocation is withdrawn, at most. */
export const LONGEST_WHY = 300;

/** Reads what a coordinator decides: whom to ask, and until when. Times in a field are the coordinator's own. */
@Injectable()
export class AllocationForms {
  constructor(
    private readonly specialties: Specialties,
    private readonly services: Services,
    private readonly specialists: SpecialistChoice,
  ) {}

  /** One specialty, one or more of its specialists who are there, a due time or the usual one; and perhaps whom they replace. */
  async readOrder(actor: Actor, body: unknown): Promise<FormResult<AllocationOrder>> {
    const values = tidy(body);
    const errors: Record<string, string> = {};
    const specialty = String(values.specialty ?? '');
    const chosen = [...new Set([values.specialist ?? []].flat().filter(Boolean))];
    const note = String(values.note ?? '');
    const insteadOf = String(values['instead-of'] ?? '');
    const due = await this.due(actor, specialty, String(values.due ?? ''));
    if (!this.specialties.find(specialty)) errors.specialty = 'cases:allocate.specialty.missing';
    else {
      const problem = await this.problemWith(specialty, chosen);
      if (problem) errors.specialist = `cases:allocate.specialist.${problem}`;
    }
    if (note.length > 500) errors.note = 'cases:allocate.note.too-long';
    if (!due || due < new Date()) errors.due = 'cases:allocate.due.past';
    if (Object.keys(errors).length > 0) return { ok: false, form: { values, errors } };
    const to = chosen.map((specialistId) => ({ specialistId, specialty, dueAt: due!, note }));
    return { ok: true, data: { to, insteadOf: isId(insteadOf) ? insteadOf : undefined, seen: stampIn(body) } };
  }

  /** A new due time, and why. */
  readDueTime(actor: Actor, body: unknown): FormResult<{ dueAt: Date; why: string; seen?: string }> {
    const values = tidy(body);
    const errors: Record<string, string> = {};
    const dueAt = localToUtc(String(values.due ?? ''), actor.timeZone);
    const why = String(values.why ?? '');
    if (!dueAt || dueAt < new Date()) errors.due = 'cases:allocate.due.past';
    if (why.length > 500) errors.why = 'cases:due-time.why.too-long';
    if (Object.keys(errors).length > 0) return { ok: false, form: { values, errors } };
    return { ok: true, data: { dueAt: dueAt!, why, seen: stampIn(body) } };
  }

  /** Why an allocation is withdrawn, if the coordinator says so. */
  readWithdrawal(body: unknown): FormResult<{ why: string; seen?: string }> {
    const values = tidy(body);
    const why = [values.why ?? ''].flat()[0] ?? '';
    if (why.length > LONGEST_WHY) return { ok: false, form: { values, errors: { why: 'cases:allocate.why.too-long' } } };
    return { ok: true, data: { why, seen: stampIn(body) } };
  }

  /** Empty means the specialty's target. */
  private async due(actor: Actor, specialty: string, typed: string): Promise<Date | null> {
    if (typed) return localToUtc(typed, actor.timeZone);
    return this.specialties.find(specialty) ? this.services.dueAt(specialty, new Date()) : new Date(Date.now() + 60_000);
  }

  /** Whether all of them can be asked: of the specialty, active, and not away by now. */
  private async problemWith(specialty: string, ids: readonly string[]): Promise<'missing' | 'away' | undefined> {
    const known = await this.specialists.among(specialty, ids);
    if (ids.length === 0 || known.length < ids.length) return 'missing';
    return known.some(({ absentUntil }) => absentUntil) ? 'away' : undefined;
  }
}
