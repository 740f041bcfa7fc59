import { randomUUID } from 'node:crypto';
import { existsSync, symlinkSync } from 'node:fs';
import type { DataSource } from 'typeorm';

const BELOW = ['case_allocations', 'case_history', 'messages', 'attachments'] as const;
const TABLES = ['cases', ...BELOW] as const;
type Row = Readonly<Record<string, unknown>> & { readonly id: string };

/** Everything that the database has of one case. */
export interface CaseRows {
  readonly id: string;
  readonly reference: string;
  readonly state: string;
  readonly patientId: string | null;
  readonly tables: Readonly<Record<(typeof TABLES)[number], readonly Row[]>>;
}

/** @throws Error when there is none */
export async function readCase(db: DataSource, reference: string): Promise<CaseRows> {
  const columns = BELOW.map((table) => `(select coalesce(jsonb_agg(to_jsonb(t) order by t.id), '[]') from ${table} t where t.case_id = c.id) as ${table}`);
  const [row] = await db.query(`select c.id, c.reference, c.state, c.patient_id as "patientId", jsonb_build_array(to_jsonb(c)) as cases, ${columns.join(', ')} from cases c where c.reference = $1`, [reference]);
  if (!row) throw new Error(`There is no case ${reference}`);
  const { id, state, patientId, ...tables } = row;
  return { id, reference, state, patientId, tables };
}

let copies = 0;

/** Writes the rows once more under a new reference and new ids, its own triggers asleep. @param recast ids of people, by whom they replace */
export async function copyCase(db: DataSource, rows: CaseRows, previews: string, recast: Readonly<Record<string, string>> = {}): Promise<CaseRows> {
  const reference = rows.reference.replace(/\d+$/, String(5000 + (copies += 1)));
  const ids = TABLES.flatMap((table) => rows.tables[table].map(({ id }) => id));
  const changes: Record<string, string> = { ...recast, [rows.reference]: reference, ...Object.fromEntries(ids.map((id) => [id, randomUUID()])) };
  const copy: CaseRows = JSON.parse(JSON.stringify(rows).replaceAll(new RegExp(Object.keys(changes).join('|'), 'g'), (old) => changes[old]!));
  await db.transaction(async (tx) => {
    await tx.query(`set local session_replication_role = replica`);
    for (const table of TABLES) {
      if (copy.tables[table].length > 0) await tx.query(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1)`, [JSON.stringify(copy.tables[table])]);
    }
  });
  for (const { id } of rows.tables.attachments) if (existsSync(`${previews}/${id}`)) symlinkSync(`${previews}/${id}`, `${previews}/${changes[id]!}`);
  return copy;
}
