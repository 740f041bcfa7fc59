import type { AccessOutcome } from '#libs/access-log/entry';

/** Which rows are wanted. Lists of ids stand for any of them; an empty list for none. */
export interface RowFilter {
  readonly actions?: readonly string[];
  /** Who did it. */
  readonly accountIds?: readonly string[];
  /** To whom it was done. */
  readonly subjectIds?: readonly string[];
  readonly patientIds?: readonly string[];
  readonly caseReference?: string;
  readonly from?: Date;
  /** Not included. */
  readonly until?: Date;
  readonly outcome?: AccessOutcome;
}

export interface AccessRow {
  readonly id: string;
  readonly at: Date;
  readonly account_id: string | null;
  readonly name: string;
  readonly role: string | null;
  readonly address: string;
  readonly agent: string;
  readonly action: string;
  readonly case_reference: string | null;
  readonly patient_id: string | null;
  readonly subject_account_id: string | null;
  readonly what: string | null;
  readonly outcome: AccessOutcome;
}

/** Where to read on: below a number, or above it. */
export type Place = { readonly before?: number; readonly after?: number };

const COLUMNS = 'id, at, account_id, name, role, address, agent, action, case_reference, patient_id, subject_account_id, what, outcome';

/** Clocks of several servers differ, and a row gets its time a moment before its number. */
const SKEW = `interval '10 minutes'`;

/**
 * One page of the access log, newest first. The cost does not grow with the log: rows are found by their number through the
 * index of the narrowest thing asked, once for each of its values, and days are turned into numbers first.
 * @param place `after` brings the rows nearest to it, still newest first
 */
export function accessLogQuery(filter: RowFilter, place: Place, limit: number): { sql: string; values: unknown[] } {
  const values: unknown[] = [];
  const value = (one: unknown) => `$${values.push(one)}`;
  const narrowest = narrowestOf(filter);
  const conditions: string[] = [];
  if (narrowest) conditions.push(`${narrowest.column} = wanted.value`);
  if (filter.actions && narrowest?.column !== 'action') conditions.push(`action = any(${value(filter.actions)})`);
  if (filter.subjectIds) conditions.push(`subject_account_id = any(${value(filter.subjectIds)}::uuid[])`);
  if (filter.accountIds && narrowest?.column !== 'account_id') conditions.push(`account_id = any(${value(filter.accountIds)}::uuid[])`);
  if (filter.outcome) conditions.push(`outcome = ${value(filter.outcome)}`);
  if (filter.from) {
    const from = `${value(filter.from)}::timestamptz`;
    conditions.push(`at >= ${from}`, `id >= (select coalesce((select id from access_log where at >= ${from} - ${SKEW} order by at limit 1), 9223372036854775807))`);
  }
  if (filter.until) {
    const until = `${value(filter.until)}::timestamptz`;
    conditions.push(`at < ${until}`, `id <= (select coalesce((select id from access_log where at < ${until} + ${SKEW} order by at desc limit 1), 0))`);
  }
  if (place.before !== undefined) conditions.push(`id < ${value(place.before)}`);
  if (place.after !== undefined) conditions.push(`id > ${value(place.after)}`);

  const order = `order by id ${place.after === undefined ? 'desc' : 'asc'} limit ${limit}`;
  const rows = `select ${COLUMNS} from access_log where ${conditions.join(' and ') || 'true'} ${order}`;
  const all = narrowest ? `select found.* from unnest(${value(narrowest.values)}::${narrowest.type}[]) as wanted (value) cross join lateral (${rows}) as found ${order}` : rows;
  return { sql: `select * from (${all}) as page order by id desc`, values };
}

function narrowestOf({ caseReference, patientIds, accountIds, actions }: RowFilter) {
  if (caseReference) return { column: 'case_reference', type: 'text', values: [caseReference] };
  if (patientIds) return { column: 'patient_id', type: 'uuid', values: patientIds };
  if (accountIds) return { column: 'account_id', type: 'uuid', values: accountIds };
  if (actions) return { column: 'action', type: 'text', values: actions };
  return undefined;
}
