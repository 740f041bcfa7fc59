import Handlebars from 'handlebars';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';

/**
 * The least that a page of a list can cost: bare node:http, one session looked up, one query of 50 rows, one row
 * inserted into the access log, one compiled template that writes about as much HTML as the product's list. No
 * permissions, no translation, no seal, no words for times, nothing around the list. And, for a POST, the least that
 * submitting a case can cost: the session, and the rows of a case of fixed words in one transaction, all sent at once.
 * Prints its port when it listens. The arguments name the database, the session and the project.
 */
const [, , connectionString, session, project] = process.argv;
const pool = new pg.Pool({ connectionString, max: 4, pipeline: true } as pg.PoolConfig);
const template = Handlebars.compile(readFileSync(join(import.meta.dirname, 'baseline.hbs'), 'utf8'));

const SESSION = `select sess from sessions where sid = $1 and expire >= now()`;
const ROWS = `
  select c.reference, c.title, c.state, c.specialty, c.last_activity_at, c.state_since, author.name as author, p.name as project, t.age_value, t.sex
  from cases c join projects p on p.id = c.project_id join accounts author on author.id = c.author_id left join patients t on t.id = c.patient_id
  where c.project_id = $1 and c.state <> 'draft' order by c.last_activity_at desc, c.id desc limit 50`;
const SEEN = `insert into access_log (at, account_id, name, address, agent, action, outcome, seal) values (now(), $1, 'baseline', '', '', 'case.listed', 'done', '')`;

async function list(): Promise<string> {
  const { rows: [{ sess }] } = await pool.query(SESSION, [session]);
  const { rows } = await pool.query(ROWS, [project]);
  await pool.query(SEEN, [sess.accountId]);
  return template({ rows });
}

const CASE = [
  `insert into form_submissions (key, account_id, location) values ($2, $1, '/')`,
  `insert into patients (id, project_id, local_reference, age_value, age_unit, age_on, sex, registered_by) values ($2, $3, $2::uuid::text, 6, 'years', '2026-01-10', 'female', $1)`,
  `insert into cases (id, reference, project_id, author_id, patient_id, state, state_since, last_activity_at, kind, title, specialty, is_urgent, language, form, section_versions, version, submitted_at)
   values ($2, 'BARE-' || $2::uuid, $3, $1, $2, 'awaiting-allocation', now(), now(), 'clinical', 'Fever for three days', 'pediatrics', false, 'en', '{"question": "What should we look for?"}', '{}', 1, now())`,
  `insert into case_search (case_id, words) select $2::uuid, 'fever for three days'::tsvector where $1::uuid is not null`,
  `insert into case_history (id, case_id, at, actor_id, what, why) values ($2, $2, now(), $1, 'submitted', '')`,
  `with event as (insert into events (id, type, payload, actor_id, occurred_at) values ($2, 'baseline', '{}', $1, now())) select graphile_worker.add_job('baseline', json_build_object('eventId', $2::uuid))`,
  ...['patient.registered', 'case.draft-saved', 'case.submitted'].map((action) => SEEN.replace('case.listed', action)),
];

async function submit(): Promise<void> {
  const { rows: [{ sess }] } = await pool.query(SESSION, [session]);
  const given = [sess.accountId, randomUUID(), project];
  const client = await pool.connect();
  const statements = CASE.map((sql, at) => client.query({ name: `submit-${at}`, text: sql, values: given.slice(0, 1 + Number(sql.includes('$2')) + Number(sql.includes('$3'))) }));
  await Promise.all([client.query('begin'), ...statements, client.query('commit')]);
  client.release();
}

const server = createServer((request, response) => {
  if (request.method === 'POST') return void submit().then(() => response.writeHead(303, { Location: '/' }).end());
  void list().then((html) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(html);
  });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
