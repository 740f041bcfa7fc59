import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { AccessLog } from '#libs/access-log/access-log';
import type { Actor, Role } from '#libs/authorization/actor';
import { IN_ORDER, type OrderedReads, type Reader } from '#libs/database/ordered-reads';
import { Transaction } from '#libs/database/unit-of-work';
import { loadService } from '../../bench/service/load.js';
import { emailOf, MEASURED } from '../../bench/service/people.js';
import { CaseFiguresReader, MOST_FIGURED } from '../../src/cases/index.js';
import { CaseOverviews } from '../../src/cases/case.overview.js';
import { readCaseFilter } from '../../src/cases/cases.filter.js';
import { CasesQueries } from '../../src/cases/cases.queries.js';
import { ToDoQueries } from '../../src/cases/to-do.queries.js';
import { Actors, People } from '../../src/accounts/index.js';
import { sightOf } from '../../src/statistics/statistics.policy.js';
import { MessagesReader } from '../../src/discussions/messages.reader.js';
import { dataSourceOptions } from '../../src/database/data-source.js';
import { newDatabase, startApp, type TestApp } from '../support/app.js';

/** What PostgreSQL does to answer each list, on a service with some years behind it: how much it reads must not grow with the years. */

const CASES = 15_000;
const LARGE = ['cases', 'case_people', 'case_search', 'case_allocations', 'messages', 'patients', 'attachments', 'outcome_requests'];
/** Rows that one sort may be given: those of a page of TO-DO from each place, or every case that has rare words. */
const MOST_SORTED = 2001;

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

let telecase: TestApp;
let plain: pg.Client;
let ordered: pg.Client;
const actors = new Map<string, Actor>();

beforeAll(async () => {
  const url = await newDatabase();
  await loadService(url, CASES, 'nobody signs in', () => undefined);
  telecase = await startApp({}, url);
  const { options } = (dataSourceOptions(url) as { extra: { options: string } }).extra;
  [plain, ordered] = [new pg.Client({ connectionString: url, options }), new pg.Client({ connectionString: url, options: `${options} ${IN_ORDER}` })];
  await Promise.all([plain.connect(), ordered.connect()]);
  for (const name of MEASURED) {
    const [{ id }] = await telecase.db.query(`select id from accounts where email = $1`, [emailOf(name)]);
    actors.set(name, (await telecase.app.get(Actors).find(id, { address: '', agent: '' }))!);
  }
}, 300_000);
afterAll(async () => {
  await Promise.all([plain.end(), ordered.end()]);
  await telecase.stop();
});

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** For these very values, or kept for any. */
const MODES = ['force_custom_plan', 'force_generic_plan'];

interface Plan {
  readonly sql: string;
  readonly mode: string;
  readonly nodes: PlanNode[];
}

/** A statement's value as it is written into one. */
const literal = (value: unknown): string => (value === null ? 'null' : pg.escapeLiteral(Array.isArray(value) ? `{${value.join(',')}}` : value instanceof Date ? value.toISOString() : Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : String(value)));

/** Asks as the product does, and notes the plans. */
function recorder(client: pg.Client, plans: Plan[]): Reader {
  return {
    query: async <Row>(sql: string, values: readonly unknown[] = []) => {
      for (const mode of sql.startsWith('explain') ? [] : MODES) {
        await client.query(`set plan_cache_mode = ${mode}; prepare asked as ${sql}`);
        const { rows: [row] } = await client.query(`explain (analyze, format json) execute asked${values.length > 0 ? `(${values.map(literal).join(', ')})` : ''}`);
        await client.query('deallocate asked');
        plans.push({ sql, mode, nodes: nodesOf(row['QUERY PLAN'][0].Plan) });
      }
      return (await client.query(sql, [...values])).rows as Row[];
    },
  };
}

/** Runs what asks for lists, and gives the plans of all its statements. */
async function plansOf(ask: (tx: Transaction, ordered: OrderedReads) => Promise<unknown>): Promise<Plan[]> {
  const plans: Plan[] = [];
  await Transaction.carryOut((tx) => {
    tx.log({ who: actors.get('staff')!, action: 'case.listed' });
    return ask(tx, recorder(ordered, plans) as OrderedReads);
  }, recorder(plain, plans) as EntityManager, new AccessLog(randomBytes(32)));
  return plans;
}

/** What is wrong with the plans, in words; nothing, if all is well. */
function faults(plans: readonly Plan[]): string[] {
  return plans.flatMap(({ sql, nodes }) => nodes.flatMap((node) => {
    const { 'Node Type': type, 'Relation Name': table = '' } = node;
    const given = node.Plans?.[0]?.['Actual Rows'] ?? 0;
    const what = `${type} ${table} ${node['Index Name'] ?? ''} in ${sql.slice(0, 400)}`;
    return [
      type === 'Seq Scan' && LARGE.includes(table) && `reads the whole of ${what}`,
      // Nothing it removes is counted: an index that begins with something else is read from end to end. Of no ids at all any index will do.
      /\(id = ANY \((?!'\{\}')/.test(node['Index Cond'] ?? '') && node['Index Name'] !== `${table}_pkey` && `looks for ids in the order of a list: ${what}`,
      type.endsWith('Sort') && (given > MOST_SORTED || node['Actual Rows'] > 101) && `sorts ${given} rows for ${node['Actual Rows']}: ${what}`,
    ].filter((fault) => fault !== false);
  }));
}
/** Of large tables, by the plans that read more. */
const rowsRead = (plans: readonly Plan[]) => Math.max(...MODES.map((mode) =>
  plans.filter((plan) => plan.mode === mode).flatMap(({ nodes }) => nodes).filter(({ 'Relation Name': table }) => table && LARGE.includes(table))
    .reduce((sum, node) => sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'], 0)));

const FILTERS: Record<string, number> = {
  '': 4000, 'sort=posted': 4000, 'sort=waiting': 4000, 'state=closed': 4000, 'state=answered': 4000, 'state=draft': 1000, 'specialty=dermatology': 4500, 'urgency=urgent': 6000,
  'kind=training': 20_000, 'mine=yes': 6000, 'project=PAA': 12_000, 'project=PAZ': 12_000, 'specialist=specialist-7': 20_000, 'from=2020-01-01&to=2020-02-01': 4000, 'q=the+fever': 20_000, 'q=mycetom': 2000, 'q=mycetom&sort=waiting': 2000, 'q=mycetom&sort=posted&state=closed': 2000, 'q=nosuchword': 500,
  'kind=training&urgency=urgent&state=closed&specialty=dermatology': 35_000,
};

describe.each(MEASURED)('the lists of %s', (name) => {
  it.each(Object.entries(FILTERS))('CASES?%s is read from an index, and at most %i rows of large tables', async (address, most) => {
    const filter = readCaseFilter(Object.fromEntries(new URLSearchParams(address)));
    const plans = await plansOf((tx, reads) => new CasesQueries(telecase.app.get(People), reads).list(tx, actors.get(name)!, filter));
    expect(faults(plans)).toEqual([]);
    expect(rowsRead(plans)).toBeLessThan(most);
  });

  it('TO-DO and its number are read from an index', async () => {
    const plans = await plansOf(async (tx, reads) => {
      const queries = new ToDoQueries(reads);
      await queries.waitingFor(actors.get(name)!);
      await queries.waitingForOthers(tx, actors.get(name)!);
      const { sql, values } = queries.countingWaitingFor(actors.get(name)!);
      await reads.query(sql, values);
    });
    expect(faults(plans)).toEqual([]);
    expect(rowsRead(plans)).toBeLessThan(5000);
  });
});

describe.each(MEASURED)('the page of a case to %s', (name) => {
  it('is read from indexes, with its chain and its discussion, and no other case is looked at', async () => {
    const [{ id }] = await telecase.db.query(`select id from cases where state = 'closed' order by submitted_at limit 1`);
    const plans = await plansOf(async (tx) => {
      expect(await new CaseOverviews(tx as unknown as DataSource).of(id, actors.get(name)!)).toMatchObject({ id, state: 'closed' });
      await new MessagesReader().read(tx, id, actors.get(name)!.id);
    });
    expect(faults(plans)).toEqual([]);
    expect(rowsRead(plans)).toBeLessThan(100);
  });
});

describe.each(MEASURED)('the statistics of %s', (name) => {
  const DAY = 86_400_000;
  const ask = (tx: Transaction, days: number) => {
    const actor = actors.get(name)!;
    const { cases, everybodysWork, ownWork } = sightOf(actor);
    const counted = { project: '', since: new Date(Date.now() - days * DAY) };
    expect(cases === null).toBe(ownWork);
    return cases ? new CaseFiguresReader().ofCases(tx, { ...counted, ...cases }, { bySpecialist: everybodysWork }) : new CaseFiguresReader().ofSpecialist(tx, actor.id, counted);
  };

  it.each([[30, 4000], [365, 8000]])('of %i days read the cases of those days from an index, and what belongs to them: at most %i rows of large tables', async (days, most) => {
    const plans = await plansOf((tx) => ask(tx, days));
    expect(faults(plans).filter((fault) => fault.startsWith('reads the whole'))).toEqual([]);
    expect(rowsRead(plans)).toBeLessThan(most);
  });

  it('count so many cases at most, and say where they stopped', async () => {
    const figures = await ask(telecase.db as unknown as Transaction, 10_000);
    if ('cases' in figures) expect({ posted: figures.cases.posted === MOST_FIGURED, stopped: figures.stoppedAt !== null }).toEqual(name === 'coordinator' ? { posted: true, stopped: true } : { posted: false, stopped: false });
  });
});

it('measures somebody in each role that sees cases', () => {
  expect(MEASURED.map((name) => actors.get(name)!.roles)).toEqual([['project-staff'], ['medco'], ['specialist'], ['coordinator']] satisfies Role[][]);
});
