import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '#libs/authorization/actor';
import { clockOf, duration, moment } from '#libs/i18n/times';
import { Dictionary } from '#libs/i18n/words';
import { Specialties } from '../specialties/index.js';
import { stampOf } from './case.stamp.js';
import type { AllocationState } from './case.state.js';
import { casePaths } from './cases.paths.js';
import { ABSENT_UNTIL, OPEN_CASES, SPECIALISTS } from './specialist-choice.js';

/** A specialist who is late, and who could be asked in their place; nobody when all of the specialty are away or on the case. */
interface ProposalRow {
  readonly caseId: string;
  readonly reference: string;
  readonly allocationId: string;
  readonly specialty: string;
  readonly late: string;
  /** Who has answered before keeps the case. */
  readonly mayBeReplaced: boolean;
  readonly dueAt: Date;
  readonly allocations: readonly { readonly id: string; readonly state: AllocationState; readonly dueAt: string }[];
  readonly id: string | null;
  readonly name: string | null;
  readonly openCases: number | null;
}

/** When nobody answers: proposes to the coordinators whom else to ask. Nothing is done unless they say so. */
@Injectable()
export class BackupProposals {
  constructor(
    private readonly dataSource: DataSource,
    private readonly specialties: Specialties,
    private readonly dictionary: Dictionary,
  ) {}

  /** One for each allocation on these cases that is overdue, the longest first, as the page draws it. */
  async on(caseIds: readonly string[], actor: Actor, now = new Date()) {
    const rows = caseIds.length > 0 ? await this.dataSource.query<ProposalRow[]>(PROPOSALS, [caseIds, now]) : [];
    const words = this.dictionary.in(actor.language);
    const clock = clockOf(actor, words, now);
    return rows.map(({ caseId, reference, allocationId, specialty, late, mayBeReplaced, dueAt, allocations, id, name, openCases }) => ({
      caseId,
      id,
      reference,
      specialty,
      allocationId,
      seen: stampOf(allocations),
      action: casePaths.allocations(reference),
      late: words('cases:backup.late', { late, when: moment(dueAt, clock), long: duration(now.getTime() - dueAt.getTime(), clock) }),
      proposal: id
        ? `${words('cases:backup.could', { who: name })} (${words('cases:allocate.open-cases', { count: openCases })})`
        : words('cases:backup.nobody', { specialty: this.specialties.nameOf(specialty, actor.language) }),
      too: words('cases:backup.too', { who: name ?? '' }),
      instead: mayBeReplaced ? words('cases:backup.instead', { who: name ?? '', late }) : null,
    }));
  }
}

export type Backup = Awaited<ReturnType<BackupProposals['on']>>[number];

/** The order of `free` for those who are asked. */
const PLACE = `asked.language = any(free.answers_in) or free.answers_in = '{}' desc, free.open_cases, lower(free.name), free.id`;

/**
 * Who answers in the language of the case comes first, then the least busy. Whoever has had the case is not asked again.
 * The specialists are put in order once for each specialty and language, however many cases are late.
 */
const PROPOSALS = `
  with late as materialized (
    select l.id, l.case_id, l.specialist_id, l.specialty, l.due_at, l.answered_at, c.reference, c.author_id, c.language from case_allocations l join cases c on c.id = l.case_id
    where l.case_id = any($1) and l.state in ('allocated', 'accepted') and l.due_at < $2 and c.state in ('allocated', 'with-specialist', 'information-requested')
  ), free as materialized (
    select a.id, a.name, a.answers_in, s.specialty, ${OPEN_CASES} as open_cases from ${SPECIALISTS}
    where s.specialty in (select specialty from late) and ${ABSENT_UNTIL} is null
  ), ranked as materialized (
    select asked.specialty, asked.language, array_agg(free.id order by ${PLACE}) as ids, array_agg(free.open_cases order by ${PLACE}) as open_cases
    from (select distinct specialty, language from late) asked join free on free.specialty = asked.specialty group by asked.specialty, asked.language
  )
  select late.case_id as "caseId", late.reference, late.id as "allocationId", late.specialty, who.name as late, late.answered_at is null as "mayBeReplaced", late.due_at as "dueAt",
    said.allocations, backup.id, backup.name, first.open_cases as "openCases"
  from late join accounts who on who.id = late.specialist_id
  cross join lateral (
    select json_agg(json_build_object('id', o.id, 'state', o.state, 'dueAt', o.due_at)) as allocations, array_agg(o.specialist_id) as specialists from case_allocations o where o.case_id = late.case_id
  ) said
  left join ranked on ranked.specialty = late.specialty and ranked.language = late.language
  left join lateral (
    select one.id, one.open_cases from unnest(ranked.ids, ranked.open_cases) with ordinality one(id, open_cases, place)
    where one.id <> late.author_id and one.id <> all(said.specialists) order by one.place limit 1
  ) first on true
  left join accounts backup on backup.id = first.id
  order by late.due_at, late.id`;
