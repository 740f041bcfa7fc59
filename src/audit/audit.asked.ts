import { Injectable } from '@nestjs/common';
import type { AccessSubject } from '#libs/access-log/entry';
import { People } from '../accounts/index.js';
import { PatientLookup } from '../cases/index.js';
import type { RowFilter } from './access-log.query.js';
import type { AuditSearch } from './audit.search.js';
import { ACTIONS_OF } from './questions.js';

const CASE_REFERENCE = /^[A-Z]{2,5}-\d{4}-\d{4,9}$/;
const DAY = 86_400_000;

/** What was asked, with names turned into ids: the filter for rows, and whom the words meant. */
export interface Asked {
  readonly search: AuditSearch;
  readonly filter: RowFilter;
  /** The patients of that local reference; undefined when none was asked for. */
  readonly patients?: Awaited<ReturnType<PatientLookup['byLocalReference']>>;
  readonly people?: readonly { readonly id: string; readonly name: string; readonly email: string }[];
}

@Injectable()
export class AskedReader {
  constructor(
    private readonly people: People,
    private readonly patients: PatientLookup,
  ) {}

  async read(search: AuditSearch): Promise<Asked> {
    const reference = search.case?.toUpperCase();
    const isCase = reference !== undefined && CASE_REFERENCE.test(reference);
    const patients = search.case && !isCase ? await this.patients.byLocalReference(search.case) : undefined;
    const people = search.who ? await this.people.search(search.who) : undefined;
    const ids = people?.map(({ id }) => id);
    return {
      search,
      patients,
      people,
      filter: {
        actions: search.question && ACTIONS_OF[search.question],
        caseReference: isCase ? reference : undefined,
        patientIds: patients?.map(({ id }) => id),
        // Whose rights changed is about the person to whom it was done.
        [search.question === 'rights' ? 'subjectIds' : 'accountIds']: ids,
        from: search.from ? new Date(search.from) : undefined,
        until: search.to ? new Date(new Date(search.to).getTime() + DAY) : undefined,
        outcome: search.outcome,
      },
    };
  }
}

/** How reading the log is itself put on the log: what was meant where that is clear, else what was typed. */
export function subjectOf({ search: { question, case: about, who, from, to, outcome }, filter: { caseReference }, patients, people }: Asked): AccessSubject {
  const accountId = people?.length === 1 ? people[0]!.id : undefined;
  const typed = [question, caseReference ? undefined : about, accountId ? undefined : who, from && `≥ ${from}`, to && `≤ ${to}`, outcome];
  return {
    caseReference,
    patientId: patients?.length === 1 ? patients[0]!.id : undefined,
    accountId,
    what: typed.filter(Boolean).join(', ') || undefined,
  };
}
