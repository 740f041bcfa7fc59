import type { Actor, Role } from '#libs/authorization/actor';
import type { Transaction } from '#libs/database/unit-of-work';
import { loadService } from '../../bench/service/load.js';
import { emailOf, MEASURED } from '../../bench/service/people.js';
import { readCaseFilter } from '../../src/cases/cases.filter.js';
import { CasesQueries } from '../../src/cases/cases.queries.js';
import { ToDoQueries } from '../../src/cases/to-do.queries.js';
import { Actors, People } from '../../src/accounts/index.js';
import { newDatabase, startApp, type TestApp } from '../support/app.js';

/** What PostgreSQL does to answer each list, on a service with some years behind it: how much it reads must not grow with the years. */

const CASES = 15_000;
const LARGE = ['cases', 'case_people', 'case_search', 'case_allocations', 'messages', 'patients', 'attachments'];
/** Rows that one sort may be given: those of a page of TO-DO from each place, or every case that has rare words. */
const MOST_SORTED = 2001;

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

let telecase: TestApp;
const actors = new Map<string, Actor>();

beforeAll(async () => {
  const url = await newDatabase();
  await loadService(url, CASES, 'nobody signs in', () => undefined);
  telecase = await startApp({}, url);
  for (const name of MEASURED) {
    const [{ id }] = await telecase.db.query(`select id from accounts where email = $1`, [emailOf(name)]);
    actors.set(name, (await telecase.app.get(Actors).find(id, { address: '', agent: '' }))!);
  }
}, 300_000);
afterAll(() => telecase.stop());

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** Runs what asks for lists, and gives the plans of all its statements. */
async function plansOf(ask: (recorder: Transaction) => Promise<unknown>): Promise<{ sql: string; nodes: PlanNode[] }[]> {
  const plans: { sql: string; nodes: PlanNode[] }[] = [];
  await telecase.db.transaction(async (manager) => {
    const query = async (sql: string, values: unknown[]) => {
      if (!/^(explain|select set_config)/.test(sql)) {
        const [row] = await manager.query(`explain (analyze, format json) ${sql}`, values);
        plans.push({ sql, nodes: nodesOf(row['QUERY PLAN'][0].Plan) });
      }
      return manager.query(sql, values);
    };
    await ask({ query } as unknown as Transaction);
  });
  return plans;
}

/** What is wrong with the plans, in words; nothing, if all is well. */
function faults(plans: readonly { sql: string; nodes: readonly PlanNode[] }[]): string[] {
  return plans.flatMap(({ sql, nodes }) => nodes.flatMap((node) => {
    const { 'Node Type': type, 'Relation Name': table = '' } = node;
    const given = node.Plans?.[0]?.['Actual Rows'] ?? 0;
    const what = `${type} ${table} ${node['Index Name'] ?? ''} in ${sql.slice(0, 400)}`;
    return [
      type === 'Seq Scan' && LARGE.includes(table) && `reads the whole of ${what}`,
      type.endsWith('Sort') && (given > MOST_SORTED || node['Actual Rows'] > 101) && `sorts ${given} rows for ${node['Actual Rows']}: ${what}`,
    ].filter((fault) => fault !== false);
  }));
}
const rowsRead = (plans: readonly { nodes: readonly PlanNode[] }[]) =>
  plans.flatMap(({ nodes }) => nodes).filter(({ 'Relation Name': table }) => table && LARGE.includes(table))
    .reduce((sum, node) => sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'], 0);

const FILTERS: Record<string, number> = {
  '': 4000, 'sort=posted': 4000, 'sort=waiting': 4000, 'state=closed': 4000, 'state=answered': 4000, 'state=draft': 1000, 'specialty=dermatology': 4500, 'urgency=urgent': 6000,
  'kind=training': 20_000, 'mine=yes': 6000, 'project=PAA': 12_000, 'project=PAZ': 12_000, 'specialist=specialist-7': 20_000, 'from=2020-01-01&to=2020-02-01': 4000, 'q=the+fever': 20_000, 'q=mycetom': 2000, 'q=nosuchword': 500,
  'kind=training&urgency=urgent&state=closed&specialty=dermatology': 35_000,
};

describe.each(MEASURED)('the lists of %s', (name) => {
  it.each(Object.entries(FILTERS))('CASES?%s is read from an index, and at most %i rows of large tables', async (address, most) => {
    const filter = readCaseFilter(Object.fromEntries(new URLSearchParams(address)));
    const plans = await plansOf((recorder) => new CasesQueries(telecase.app.get(People)).list(recorder, actors.get(name)!, filter));
    expect(faults(plans)).toEqual([]);
    expect(rowsRead(plans)).toBeLessThan(most);
  });

  it('TO-DO and its number are read from an index', async () => {
    const plans = await plansOf(async (recorder) => {
      const queries = new ToDoQueries();
      await queries.waitingFor(recorder, actors.get(name)!);
      await queries.waitingForOthers(recorder, actors.get(name)!);
      const { sql, values } = queries.countingWaitingFor(actors.get(name)!);
      await recorder.query(sql, values);
    });
    expect(faults(plans)).toEqual([]);
    expect(rowsRead(plans)).toBeLessThan(5000);
  });
});

it('measures somebody in each role that sees cases', () => {
  expect(MEASURED.map((name) => actors.get(name)!.roles)).toEqual([['project-staff'], ['medco'], ['specialist'], ['coordinator']] satisfies Role[][]);
});
