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
 * index of the narrowest thing asked, in a query for each of its values, and days are turned into numbers first.
 * @param place `after` brings the rows nearest to it, still newest first
 */
export function accessLogQuery(filter: RowFilter, place: Place, limit: number): { sql: string; values: unknown[] } {
  const values: unknown[] = [];
  const value = (one: unknown) => `$${values.push(one)}`;
  const narrowest = narrowestOf(filter);
  const conditions = conditionsOf({ ...filter, ...(narrowest && { [narrowest.name]: undefined }) }, place, value);
  const order = `order by id ${place.after === undefined ? 'desc' : 'asc'} limit ${limit}`;
  const rowsWith = (condition: string) => `(select ${COLUMNS} from access_log where ${[condition, ...conditions].join(' and ')} ${order})`;
  const parts = narrowest ? narrowest.wanted.map((one) => rowsWith(`${narrowest.column} = ${value(one)}`)) : [rowsWith('true')];
  return { sql: `select * from (select * from (${parts.join(' union all ') || rowsWith('false')}) as found ${order}) as page order by id desc`, values };
}

function narrowestOf({ caseReference, patientIds, accountIds, actions }: RowFilter) {
  if (caseReference) return { name: 'caseReference', column: 'case_reference', wanted: [caseReference] };
  if (patientIds) return { name: 'patientIds', column: 'patient_id', wanted: patientIds };
  if (accountIds) return { name: 'accountIds', column: 'account_id', wanted: accountIds };
  if (actions) return { name: 'actions', column: 'action', wanted: actions };
  return undefined;
}

function conditionsOf({ actions, accountIds, subjectIds, from, until, outcome }: RowFilter, { before, after }: Place, value: (one: unknown) => string): string[] {
  const conditions: string[] = [];
  if (actions) conditions.push(`action = any(${value(actions)})`);
  if (accountIds) conditions.push(`account_id = any(${value(accountIds)}::uuid[])`);
  if (subjectIds) conditions.push(`subject_account_id = any(${value(subjectIds)}::uuid[])`);
  if (outcome) conditions.push(`outcome = ${value(outcome)}`);
  if (from) {
    const day = `${value(from)}::timestamptz`;
    conditions.push(`at >= ${day}`, `id >= (select coalesce((select id from access_log where at >= ${day} - ${SKEW} order by at limit 1), 9223372036854775807))`);
  }
  if (until) {
    const day = `${value(until)}::timestamptz`;
    conditions.push(`at < ${day}`, `id <= (select coalesce((select id from access_log where at < ${day} + ${SKEW} order by at desc limit 1), 0))`);
  }
  if (before !== undefined) conditions.push(`id < ${value(before)}`);
  if (after !== undefined) conditions.push(`id > ${value(after)}`);
  return conditions;
}
