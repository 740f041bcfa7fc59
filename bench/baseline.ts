import Handlebars from 'handlebars';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';

/**
 * The least that a page of a list can cost: bare node:http, one session looked up, one query of 50 rows, one row
 * inserted into the access log, one compiled template that writes about as much HTML as the product's list. No
 * permissions, no translation, no seal, no words for times, nothing around the list. Prints its port when it listens.
 * The arguments name the database, the session and the project.
 */
const [, , connectionString, session, project] = process.argv;
const pool = new pg.Pool({ connectionString, max: 4 });
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

const server = createServer((_, response) => {
  void list().then((html) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(html);
  });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
