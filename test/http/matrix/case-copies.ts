import { randomUUID } from 'node:crypto';
import { existsSync, linkSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import type { TestApp } from '../../support/app.js';

const BELOW = ['case_allocations', 'case_history', 'messages', 'attachments'] as const;
const TABLES = ['cases', ...BELOW] as const;
type Row = Readonly<Record<string, unknown>> & { readonly id: string };

/** Everything that the database has of one case. */
export interface CaseRows {
  readonly id: string;
  readonly reference: string;
  readonly state: string;
  readonly patientId: string | null;
  /** Cases that continue it. */
  readonly continuations: readonly string[];
  readonly tables: Readonly<Record<(typeof TABLES)[number], readonly Row[]>>;
}

/** @returns nothing when there is none */
export async function readCase(db: DataSource, reference: string): Promise<CaseRows | undefined> {
  const columns = BELOW.map((table) => `(select coalesce(jsonb_agg(to_jsonb(t) order by t.id), '[]') from ${table} t where t.case_id = c.id) as ${table}`);
  const [row] = await db.query(`select c.id, c.reference, c.state, c.patient_id as "patientId", (select coalesce(jsonb_agg(n.id), '[]') from cases n where n.continues_id = c.id) as continuations, jsonb_build_array(to_jsonb(c)) as cases, ${columns.join(', ')} from cases c where c.reference = $1`, [reference]);
  if (!row) return undefined;
  const { id, state, patientId, continuations, ...tables } = row;
  return { id, reference, state, patientId, continuations, tables };
}

let copies = 0;

/** Writes the rows once more under a new reference and new ids, files and previews too. @param recast ids of people, by whom they replace */
export async function copyCase({ db, settings }: Pick<TestApp, 'db' | 'settings'>, rows: CaseRows, recast: Readonly<Record<string, string>> = {}): Promise<CaseRows> {
  const { attachments } = rows.tables;
  const reference = rows.reference.replace(/\d+$/, String(5000 + (copies += 1)));
  const ids = TABLES.flatMap((table) => rows.tables[table].map(({ id }) => id));
  const keys = attachments.map((file) => [file.storage_key, String(file.storage_key).replace(/[^/]+$/, randomUUID())] as [string, string]);
  const changes: Record<string, string> = { ...recast, [rows.reference]: reference, ...Object.fromEntries([...keys, ...ids.map((id) => [id, randomUUID()])]) };
  const copy: CaseRows = JSON.parse(JSON.stringify(rows).replaceAll(new RegExp(Object.keys(changes).join('|'), 'g'), (old) => changes[old]!));

  const at = (...path: string[]) => join(settings.inDataDir(), ...path);
  for (const [from, to] of keys) linkSync(at('files', from), at('files', to));
  for (const { id } of attachments) if (existsSync(at('previews', id))) symlinkSync(at('previews', id), at('previews', changes[id]!));
  await db.transaction(async (tx) => {
    await tx.query(`set local session_replication_role = replica`); // a closed case could not be written otherwise
    for (const table of TABLES) {
      if (copy.tables[table].length > 0) await tx.query(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1)`, [JSON.stringify(copy.tables[table])]);
    }
  });
  return copy;
}
