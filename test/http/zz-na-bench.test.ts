import { startApp } from '../support/app.js';
import { accessLogQuery } from '../../src/audit/access-log.query.js';
import { Checkpoints } from '../../src/audit/checkpoints.js';
import { Verifier } from '../../src/audit/verifier.js';
import { AccessLog, sealOf, SEALED_COLUMNS } from '#libs/access-log/access-log';
import { randomUUID } from 'node:crypto';

it('bench', async () => {
  const t = await startApp();
  const N = 300_000;
  const accounts = Array.from({ length: 300 }, () => randomUUID());
  const acts = ['case.viewed', 'case.listed', 'attachment.viewed', 'case.discussion-viewed', 'account.signed-in', 'patient.viewed'];
  const key = (t.app.get(AccessLog) as any).key as Buffer;
  const start = Date.parse('2026-01-01T00:00:00Z');
  for (let base = 0; base < N; base += 5000) {
    const rows = Array.from({ length: 5000 }, (_, i) => {
      const n = base + i;
      const row: any = { at: new Date(start + n * 60_000).toISOString(), account_id: accounts[n % 300], name: 'Nurse', role: 'project-staff', address: '203.0.113.24', agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', action: n % 5000 === 0 ? 'export.pdf' : acts[n % acts.length], case_reference: `BUN-2026-${1000 + (n % 2000)}`, case_id: null, patient_id: null, subject_account_id: null, what: null, outcome: n % 9000 === 0 ? 'refused' : 'done' };
      return { ...row, seal: '\\x' + sealOf(key, row).toString('hex') };
    });
    await t.db.query(`insert into access_log (${SEALED_COLUMNS.join(',')}, seal) select ${SEALED_COLUMNS.join(',')}, seal from json_populate_recordset(null::access_log, $1)`, [JSON.stringify(rows)]);
  }
  await t.db.query('analyze access_log');
  let at = performance.now();
  await t.app.get(Checkpoints).extend();
  console.log('checkpoints', Math.round(performance.now() - at), await t.db.query('select count(*), pg_total_relation_size(\'access_log_checkpoints\') s from access_log_checkpoints'));
  for (const [what, sql] of [['plain', 'select * from access_log'], ['texts', `select id, seal, to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, account_id::text, name, role, address, agent, action, case_reference, case_id::text, patient_id::text, subject_account_id::text, what, outcome from access_log`], ['seal', 'select id, seal from access_log']] as const) {
    at = performance.now();
    for (let i = 0; i < 10; i++) await t.db.query(sql + ' where id > $1 order by id limit 5000', [i * 5000]);
    console.log(what, Math.round(performance.now() - at), 'ms for 50000');
  }
  { const row: any = Object.fromEntries(SEALED_COLUMNS.map((c) => [c, 'some text of a column'])); at = performance.now(); for (let i = 0; i < 50000; i++) sealOf(key, row); console.log('seal only', Math.round(performance.now() - at)); }
  at = performance.now();
  const mem = process.memoryUsage().rss;
  const v = await t.app.get(Verifier).run();
  console.log('verify', Math.round(performance.now() - at), 'ms', JSON.stringify(v), Math.round((process.memoryUsage().rss - mem) / 1e6), 'MB');
  const cases: [string, any, any][] = [
    ['all', {}, {}],
    ['case saw', { caseReference: 'BUN-2026-1042', actions: acts }, {}],
    ['person', { accountIds: accounts.slice(0, 3) }, {}],
    ['person deep', { accountIds: accounts.slice(0, 3) }, { before: 1000 }],
    ['exported', { actions: ['export.pdf', 'export.zip', 'attachment.saved'] }, {}],
    ['refused', { outcome: 'refused' }, {}],
    ['day old', { from: new Date('2026-02-01'), until: new Date('2026-02-02') }, {}],
    ['day old person', { from: new Date('2026-02-01'), until: new Date('2026-02-02'), accountIds: accounts.slice(0, 1) }, {}],
    ['day old action', { from: new Date('2026-02-01'), until: new Date('2026-02-02'), actions: acts }, {}],
    ['nothing before', { until: new Date('2020-02-02'), actions: acts }, {}],
    ['nothing in the future', { from: new Date('2030-02-02') }, {}],
  ];
  for (const [name, filter, place] of cases) {
    const { sql, values } = accessLogQuery(filter, place, 51);
    const plan = await t.db.query(`explain (analyze, buffers, timing off) ${sql}`, values);
    const text = plan.map((r: any) => r['QUERY PLAN']).join('\n');
    console.log(name, /Execution Time: .*/.exec(text)![0], /shared hit=\d+( read=\d+)?/.exec(text)?.[0], /Seq Scan/.test(text) ? 'SEQ' : '');
  }
  await t.stop();
}, 300_000);
