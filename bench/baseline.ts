import Handlebars from 'handlebars';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';

/**
 * The least that a page of a list can cost: bare node:http, one indexed query of 50 rows, one compiled template.
 * Prints its port when it listens. The database is named by the first argument.
 */
const pool = new pg.Pool({ connectionString: process.argv[2], max: 4 });
const template = Handlebars.compile(`<!doctype html><html lang="en"><title>Cases</title><h1>Cases</h1><ul>
{{#each rows}}<li><h2><a href="/cases/{{reference}}">{{title}}</a></h2><p>{{reference}} {{state}} {{specialty}}</p><p>{{last_activity_at}}</p></li>
{{/each}}</ul></html>`);

const server = createServer((_, response) => {
  void pool.query(`select id, reference, title, state, specialty, last_activity_at from cases where state <> 'draft' order by last_activity_at desc, id desc limit 50`).then(({ rows }) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(template({ rows }));
  });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
