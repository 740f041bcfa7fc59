import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { MESSAGES, TABLES, writeCase, type Table } from './cases.js';
import { Dice } from './dice.js';
import { organise } from './people.js';
import { tales } from './prose.js';

const CHUNK = 10_000;
const TALES = 3000;
const inCopy = (value: unknown): string =>
  value === null ? '\\N' : (value instanceof Date ? value.toISOString() : String(value)).replace(/[\\\t\n\r]/g, (one) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[one]!);

/**
 * Fills an empty, migrated database with a service of so many cases. Rows go in by COPY, without triggers; what those would
 * have kept is filled in behind, and the large indexes are built at the end.
 * @param url of its owner, who must be a superuser on the same machine
 */
export async function loadService(url: string, cases: number, passwordHash: string, say: (line: string) => void): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const folder = mkdtempSync(join(tmpdir(), 'telecase-rows-'));
  chmodSync(folder, 0o755); // root's database reads them as another user
  try {
    await client.query(`set session_replication_role = replica; set maintenance_work_mem = '1GB'; set synchronous_commit = off`);
    const dice = new Dice(1);
    const org = organise(dice, passwordHash);
    for (const [sql, values] of org.statements) await client.query(sql, [...values]);

    const { rows: indexes } = await client.query<{ name: string; definition: string }>(
      `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
       where indrelid = any($1::regclass[]) and not exists (select from pg_constraint where conindid = indexrelid)`, [[...Object.keys(TABLES), 'case_people']]);
    for (const { name } of indexes) await client.query(`drop index ${name}`);

    const told = tales(dice, TALES, MESSAGES);
    const now = Date.now();
    for (let from = 0; from < cases; from += CHUNK) {
      const lines = Object.fromEntries(Object.keys(TABLES).map((table) => [table, [] as string[]])) as Record<Table, string[]>;
      for (let at = from; at < Math.min(cases, from + CHUNK); at += 1) writeCase((table, ...values) => void lines[table].push(values.map(inCopy).join('\t')), dice, org, told, at, cases, now);
      for (const [table, columns] of Object.entries(TABLES)) {
        const file = join(folder, table);
        writeFileSync(file, `${lines[table as Table].join('\n')}\n`, { mode: 0o644 });
        if (lines[table as Table].length > 0) await client.query(`copy ${table} (${columns}) from '${file}'`);
      }
      if (from % (CHUNK * 10) === 0) say(`${from + CHUNK} of ${cases} cases, ${Math.round((Date.now() - now) / 1000)} s`);
    }
    await client.query(PEOPLE);
    for (const { definition } of indexes) await client.query(definition);
    await client.query('vacuum analyze');
    say(`Loaded and indexed in ${Math.round((Date.now() - now) / 1000)} s`);
  } finally {
    await client.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the triggers keep of who has to do with a case. */
const PEOPLE = `
  insert into case_people (account_id, case_id, project_id, took_part, allocation_state, due_at, is_urgent, is_open, state_since, last_activity_at, submitted_at)
  select person.id, c.id, c.project_id, person.took_part, a.state, a.due_at, c.is_urgent, c.state not in ('draft', 'closed'), c.state_since, c.last_activity_at, c.submitted_at
  from (
    select id, case_id, bool_or(part) as took_part from (
      select author_id as id, id as case_id, true as part from cases union all select author_id, case_id, true from messages union all select specialist_id, case_id, false from case_allocations
    ) noted group by id, case_id
  ) person join cases c on c.id = person.case_id left join case_allocations a on a.case_id = c.id and a.specialist_id = person.id`;
