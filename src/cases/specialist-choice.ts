import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** A specialist as the coordinator sees them: how busy, how quick, and whether they are there. */
export interface OfferedSpecialist {
  readonly id: string;
  readonly name: string;
  /** Codes of the languages that they answer in. */
  readonly languages: readonly string[];
  readonly timeZone: string;
  readonly openCases: number;
  /** Median of the hours from allocation to first answer, over the last 20 of them, by the clock: nights and weekends included. */
  readonly medianHours: number | null;
  /** The last day of an absence that runs today where they are (YYYY-MM-DD). */
  readonly absentUntil: string | null;
  readonly hasThisCase: boolean;
}

/** Of the account `a`: cases on which they have, or will have, something to do. */
export const OPEN_CASES = `
  (select count(*)::int from case_people o where o.account_id = a.id and o.is_open and o.allocation_state in ('allocated', 'accepted', 'asked'))`;

/** Of the account `a`: the last day of today's absence, where they are. */
export const ABSENT_UNTIL = `(select max(last_day)::text from absences where account_id = a.id and (now() at time zone a.time_zone)::date between first_day and last_day)`;

/** Active accounts `a` that are specialists, of the specialties `s.specialty`. */
export const SPECIALISTS = `
  accounts a join account_specialties s on s.account_id = a.id join account_roles r on r.account_id = a.id and r.role = 'specialist' and a.state = 'active'`;

@Injectable()
export class SpecialistChoice {
  constructor(private readonly dataSource: DataSource) {}

  /** Everybody of a specialty: those who are there first, the least busy at the top. */
  of(specialty: string, caseId: string): Promise<OfferedSpecialist[]> {
    return this.dataSource.query(
      `select a.id, a.name, a.answers_in as languages, a.time_zone as "timeZone", ${OPEN_CASES} as "openCases",
         (select percentile_cont(0.5) within group (order by hours) from (
            select extract(epoch from answered_at - created_at) / 3600 as hours from case_allocations where specialist_id = a.id and answered_at is not null order by answered_at desc limit 20) recent) as "medianHours",
         ${ABSENT_UNTIL} as "absentUntil",
         exists (select from case_allocations h where h.case_id = $2 and h.specialist_id = a.id and h.state not in ('refused', 'withdrawn')) as "hasThisCase"
       from ${SPECIALISTS} where s.specialty = $1 order by 7 nulls first, 5, a.name`,
      [specialty, caseId],
    );
  }

  /** Those of a specialty who are among these. @param ids whatever was sent */
  among(specialty: string, ids: readonly string[]): Promise<Pick<OfferedSpecialist, 'id' | 'absentUntil'>[]> {
    return this.dataSource.query(`select a.id, ${ABSENT_UNTIL} as "absentUntil" from ${SPECIALISTS} where s.specialty = $1 and a.id::text = any($2)`, [specialty, ids]);
  }
}
