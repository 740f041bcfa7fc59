import { hasRole, type Actor } from '#libs/authorization/actor';
import type { Transaction } from '#libs/database/unit-of-work';
import type { Values } from './case.values.js';
import type { CaseSort, ListKey } from './cases.filter.js';

/**
 * Where somebody's cases lie in order, so that a list is read from indexes and stops when its page is full. Places only
 * say where to look: what is found there still has to pass `visibleTo`. No case lies in two places of one list.
 */
export interface Places {
  /** Every submitted case. */
  readonly everywhere?: boolean;
  readonly projectIds?: readonly string[];
  /** What this person is allocated. */
  readonly allocatedTo?: string;
  /** What this person posted, wrote in or is allocated. */
  readonly of?: string;
  /** Drafts of this person. */
  readonly draftsOf?: string;
}

/** Everything that a person may see. */
export async function placesOf(tx: Transaction, actor: Actor): Promise<Places> {
  const isStaff = hasRole(actor, 'project-staff');
  const draftsOf = isStaff ? actor.id : undefined;
  if (hasRole(actor, 'coordinator')) return { everywhere: true, draftsOf };
  return {
    projectIds: [...new Set([...(isStaff ? actor.projectIds : []), ...(hasRole(actor, 'medco') ? await projectsOfMissions(tx, actor) : [])])],
    allocatedTo: hasRole(actor, 'specialist') ? actor.id : undefined,
    draftsOf,
  };
}

async function projectsOfMissions(tx: Transaction, { missionIds }: Actor): Promise<string[]> {
  const projects = await tx.query<{ id: string }>(`select id from projects where mission_id = any($1::uuid[])`, [missionIds]);
  return projects.map(({ id }) => id);
}

const OPEN = `o.state not in ('draft', 'closed', 'posted-in-error')`;
/** Each order of lists: the column that it goes by, and the rows that have a place in it; worded as the indexes are, of `cases o` or `case_people o`. */
const ORDERS = {
  activity: { column: 'last_activity_at', direction: 'desc', cases: `o.state <> 'draft'`, case_people: 'true' },
  posted: { column: 'submitted_at', direction: 'desc', cases: `o.state <> 'draft'`, case_people: 'o.submitted_at is not null' },
  waiting: { column: 'state_since', direction: 'asc', cases: OPEN, case_people: 'o.is_open' },
} as const satisfies Record<CaseSort, object>;

export interface Reading {
  readonly sort: CaseSort;
  /** Open cases alone. */
  readonly isOpen?: boolean;
  /** A condition on `o.submitted_at`. */
  readonly within?: string;
  readonly after?: ListKey | null;
}

/** `key desc, id desc`, or both ascending. */
export const orderOf = ({ sort }: Reading, alias: string): string => `${alias}.key ${ORDERS[sort].direction}, ${alias}.id ${ORDERS[sort].direction}`;

/** What can be asked of a case while it is looked at; whatever else is read of it later, for a page of them. */
const COLUMNS = ['id', 'state', 'project_id', 'author_id', 'specialty', 'is_urgent', 'kind'];

/** Rows of a table that have a place in this order, behind the page before. Each place is in order by itself: so PostgreSQL merges them. */
function read(table: 'cases' | 'case_people', { sort, isOpen, within, after }: Reading, values: Values, where: string, kept?: string, cases = 'cases'): string {
  const { column, direction, ...rows } = ORDERS[sort];
  const [from, one, id] = table === 'cases' ? [`${cases} o`, 'o', 'o.id'] : ['case_people o join cases c on c.id = o.case_id', 'c', 'o.case_id'];
  const open = table === 'cases' ? OPEN : 'o.is_open';
  const behind = after && `(o.${column}, ${id}) ${direction === 'desc' ? '<' : '>'} (${values.add(after.at, 'timestamptz')}, ${values.add(after.id, 'uuid')})`;
  const conditions = [where, kept ?? (isOpen ? open : rows[table]), within, behind].filter(Boolean).join(' and ');
  return `(select ${COLUMNS.map((name) => `${one}.${name}`).join(', ')}, o.${column} as key from ${from} where ${conditions} order by o.${column} ${direction}, ${id} ${direction})`;
}

/** Some cases, wherever they lie: fetched before anything else is asked of them, and then sorted, as they are few. Without `offset` PostgreSQL might look for them in the order of the list, among all there are. */
export const rowsOf = (ids: readonly string[], reading: Reading, values: Values): string =>
  read('cases', reading, values, 'true', reading.sort === 'activity' && !reading.isOpen ? 'true' : undefined, `(select * from cases where id = any(${values.add(ids, 'uuid[]')}) offset 0)`);

/** The places as one statement of `key` and what can be asked of a case, to be put in order: PostgreSQL reads them as far as it is asked to. */
export function inPlaces(places: Places, reading: Reading, values: Values): string {
  const { everywhere, projectIds = [], allocatedTo, of, draftsOf } = places;
  const account = (id: string) => `o.account_id = ${values.add(id, 'uuid')}`;
  const elsewhere = () => (projectIds.length > 0 ? ` and o.project_id <> all(${values.add(projectIds, 'uuid[]')})` : '');
  const branches = [
    everywhere && read('cases', reading, values, 'true'),
    ...projectIds.map((id) => read('cases', reading, values, `o.project_id = ${values.add(id, 'uuid')}`)),
    allocatedTo && read('case_people', reading, values, `${account(allocatedTo)} and o.allocation_state is not null${elsewhere()}`),
    of && read('case_people', reading, values, `${account(of)} and (o.took_part or o.allocation_state is not null)`),
    draftsOf && reading.sort === 'activity' && !reading.isOpen && read('cases', reading, values, `o.author_id = ${values.add(draftsOf, 'uuid')}`, `o.state = 'draft'`),
  ].filter(Boolean);
  return branches.join(' union all ') || read('cases', reading, values, 'false');
}

/**
 * Looks at cases in their order, as `c`: at so many at most, which bounds what a statement can cost.
 * @param places a statement of places
 */
export const lookedAt = (places: string, reading: Reading, most: number): string => `(select * from (${places}) place order by ${orderOf(reading, 'place')} limit ${most}) c`;
