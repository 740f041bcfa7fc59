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
  /** Median of the hours from allocation to answer, over the last 20 answers. */
  readonly medianHours: number | null;
  /** The last day of an absence that runs today where they are (YYYY-MM-DD). */
  readonly absentUntil: string | null;
  readonly hasThisCase: boolean;
}

@Injectable()
export class SpecialistChoice {
  constructor(private readonly dataSource: DataSource) {}

  /** Everybody of a specialty: those who are there first, the least busy at the top. */
  of(specialty: string, caseId: string): Promise<OfferedSpecialist[]> {
    return this.dataSource.query(
      `select a.id, a.name, a.answers_in as languages, a.time_zone as "timeZone",
         (select count(*)::int from case_allocations o join cases c on c.id = o.case_id where o.specialist_id = a.id and o.state in ('allocated', 'accepted', 'asked') and c.state not in ('closed', 'posted-in-error')) as "openCases",
         (select percentile_cont(0.5) within group (order by hours) from (
            select extract(epoch from answered_at - created_at) / 3600 as hours from case_allocations where specialist_id = a.id and answered_at is not null order by answered_at desc limit 20) recent) as "medianHours",
         (select max(last_day)::text from absences where account_id = a.id and (now() at time zone a.time_zone)::date between first_day and last_day) as "absentUntil",
         exists (select from case_allocations h where h.case_id = $2 and h.specialist_id = a.id and h.state not in ('refused', 'withdrawn')) as "hasThisCase"
       from accounts a join account_specialties s on s.account_id = a.id and s.specialty = $1
         join account_roles r on r.account_id = a.id and r.role = 'specialist'
       where a.state = 'active' order by 7 nulls first, 5, a.name`,
      [specialty, caseId],
    );
  }
}
