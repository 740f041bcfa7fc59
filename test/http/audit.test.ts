import { randomUUID } from 'node:crypto';
import { readSettings } from '#config/settings';
import { AccessLog } from '#libs/access-log/access-log';
import type { AccessEntry } from '#libs/access-log/entry';
import { JobRunner } from '#libs/jobs/job-runner';
import { AuditJobs } from '../../src/audit/audit.jobs.js';
import { verifyAudit } from '../../src/cli/verify-audit.js';
import { newDatabase, startApp, type TestApp } from '../support/app.js';
import type { Visitor } from '../support/visitor.js';
import { PASSWORD, type Person } from '../support/world.js';

let test: TestApp;
let auditor: Visitor;
let staff: Person;
let specialist: Person;
let administrator: Person;
let patientId: string;

const from = { address: '203.0.113.24', agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' };
const by = (person: Person) => ({ id: person.id, name: person.name, from });
const write = (...entries: AccessEntry[]) => test.db.transaction((manager) => test.app.get(AccessLog).write(manager, entries));

/** The rows of a page: each as its cells, tags left out. */
function rows(html: string): string[][] {
  const text = (cell: string) => cell.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ').trim();
  return [...html.matchAll(/<tr role="row" id="row-\d+">(.*?)<\/tr>/gs)].map(([, row]) => [...row!.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell]) => text(cell!)));
}
const log = async (query = '') => rows((await auditor.get(`/audit${query}`)).text);
const actions = async (query: string) => (await log(query)).map(([, who, what]) => `${who}: ${what}`);

beforeAll(async () => {
  test = await startApp();
  const mission = await test.world.mission('Bunara');
  const project = await test.world.project(mission, 'BUN', 'Bunara hospital');
  staff = await test.world.person('Nurse M. Okello', { roles: ['project-staff'], projects: [project] });
  specialist = await test.world.person('Dr A. Diallo', { roles: ['specialist'], specialties: ['dermatology'] });
  administrator = await test.world.person('Administrator 2', { roles: ['administrator'] });
  await test.world.person('K. Osei', { roles: ['auditor'] });
  patientId = randomUUID();
  await test.db.query(`insert into patients (id, project_id, local_reference, age_value, age_unit, age_on, sex, registered_by) values ($1, $2, 'P-0117', 4, 'years', now(), 'female', $3)`, [patientId, project, staff.id]);

  const subject = { caseReference: 'BUN-2026-0042', caseId: randomUUID(), patientId };
  await write(
    { who: by(staff), role: 'project-staff', action: 'case.submitted', subject },
    { who: by(specialist), role: 'specialist', action: 'case.viewed', subject },
    { who: by(specialist), role: 'specialist', action: 'attachment.viewed', subject: { ...subject, what: 'close-up <front>.heic' } },
    { who: by(staff), role: 'project-staff', action: 'export.pdf', subject },
    { who: by(staff), action: 'request.refused', subject: { caseReference: 'BUN-2026-0042', what: 'POST /cases/BUN-2026-0042/allocations' }, outcome: 'refused' },
    { who: by(administrator), role: 'administrator', action: 'account.rights-changed', subject: { accountId: specialist.id, what: 'Bunara hospital → Bunara hospital, Tindra clinic' } },
    { who: by(staff), role: 'project-staff', action: 'patient.viewed', subject: { patientId } },
    { who: { id: null, name: '', from }, action: 'account.sign-in-failed', outcome: 'refused' },
  );
  auditor = test.visitor();
  await auditor.signIn('k.osei@example.org', PASSWORD);
});
afterAll(() => test.stop());

describe('the four questions', () => {
  it('who saw this case', async () => {
    expect(await actions('?question=saw&case=bun-2026-0042')).toEqual([
      'Nurse M. Okello: Was refused', 'Nurse M. Okello Project staff: Exported PDF', 'Dr A. Diallo Specialist: Viewed attachment', 'Dr A. Diallo Specialist: Viewed case',
    ]);
  });

  it('who saw this patient', async () => {
    const answer = await auditor.get('/audit?question=saw&case=p-0117');
    expect(rows(answer.text).map(([, who, what]) => `${who}: ${what}`)).toEqual([
      'Nurse M. Okello Project staff: Viewed patient', 'Nurse M. Okello Project staff: Exported PDF', 'Dr A. Diallo Specialist: Viewed attachment', 'Dr A. Diallo Specialist: Viewed case',
    ]);
    expect(answer.text).toContain('P-0117 (Bunara hospital)');
  });

  it('what did this person see, found by name or by e-mail', async () => {
    const seen = ['Dr A. Diallo Specialist: Viewed attachment', 'Dr A. Diallo Specialist: Viewed case'];
    expect(await actions('?question=did&who=diallo')).toEqual(seen);
    expect(await actions('?question=did&who=DR.A.DIALLO@example.org')).toEqual(seen);
  });

  it('what was exported', async () => {
    expect(await actions('?question=exported')).toEqual(['Nurse M. Okello Project staff: Exported PDF']);
  });

  it('whose rights changed, old and new', async () => {
    const [[, who, what, about]] = await log('?question=rights&who=Diallo') as [string[]];
    expect([who, what, about]).toEqual(['Administrator 2 Administrator', 'Changed rights', 'Dr A. Diallo, Bunara hospital → Bunara hospital, Tindra clinic']);
    expect(await log('?question=rights&who=Okello')).toEqual([]);
  });
});

it('says when, from where and how it ended, and shows what people typed as they typed it', async () => {
  const { text } = await auditor.get('/audit?case=BUN-2026-0042&outcome=refused');
  const [[when, , , about, where, outcome]] = rows(text) as [string[]];
  expect(when).toMatch(/^\d{1,2} \w{3} \d{4}, \d\d:\d\d:\d\d$/);
  expect([about, where, outcome]).toEqual(['POST /cases/BUN-2026-0042/allocations, BUN-2026-0042', 'Firefox, 203.0.113.24', 'refused']);
  expect(text).toContain('value="BUN-2026-0042"');
  expect(text).toContain('<option selected>refused</option>');
  expect((await auditor.get('/audit?question=saw&case=BUN-2026-0042')).text).toContain('close-up &lt;front&gt;.heic');
});

it('takes days, and both count', async () => {
  const today = new Date().toISOString().slice(0, 10);
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  expect(await log(`?case=BUN-2026-0042&from=${today}&to=${today}`)).not.toEqual([]);
  expect(await log(`?case=BUN-2026-0042&from=${tomorrow}`)).toEqual([]);
  expect(await log(`?case=BUN-2026-0042&to=2020-01-01`)).toEqual([]);

  const wrong = await auditor.get('/audit?from=2026-02-31&who=Osei');
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain('Enter a day of the calendar');
  expect(wrong.text).toContain('value="Osei"');
});

it('says that nobody is known by a name, or no case by a reference', async () => {
  const { text } = await auditor.get('/audit?case=nothing&who=nobody');
  expect(text).toContain('No case and no patient is known by that reference');
  expect(text).toContain('Nobody of that name is known here');
  expect(rows(text)).toEqual([]);
});

it('pages back and forth without losing or repeating a row', async () => {
  await write(...Array.from({ length: 120 }, (_, at) => ({ who: by(staff), action: 'attachment.saved', subject: { caseReference: 'BUN-2026-0099', what: `file ${at}` } })));
  const seen: string[][] = [];
  const link = (html: string, icon: string) => [...html.matchAll(/<a class="button quiet" href="([^"]+)">(.*?)<\/a>/gs)].find(([, , text]) => text!.includes(icon))?.[1]?.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
  let { text } = await auditor.get('/audit?question=saw&case=BUN-2026-0099');
  for (;;) {
    seen.push(rows(text).map((row) => row[3]!));
    const older = link(text, 'Older');
    if (!older) break;
    ({ text } = await auditor.get(older));
  }
  expect(seen.map((page) => page.length)).toEqual([50, 50, 20]);
  expect(seen.flat()).toEqual(Array.from({ length: 120 }, (_, at) => `file ${119 - at}, BUN-2026-0099`));
  ({ text } = await auditor.get(link(text, 'Newer')!));
  expect(rows(text).map((row) => row[3])).toEqual(seen[1]);
  ({ text } = await auditor.get(link(text, 'Newer')!));
  expect(rows(text).map((row) => row[3])).toEqual(seen[0]);
  expect(link(text, 'Newer')).toBeUndefined();
});

it('exports what the page shows, for spreadsheets', async () => {
  const { headers, bytes } = await auditor.bytes('/audit.csv?question=saw&case=BUN-2026-0042');
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(headers.get('content-disposition')).toMatch(/^attachment; filename="?access-log-\d{4}-\d\d-\d\d\.csv"?$/);
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const [head, ...lines] = bytes.toString('utf8').slice(1).split('\r\n');
  expect(head).toContain('"When (UTC)"');
  expect(lines).toHaveLength(5);
  expect(lines[2]).toMatch(/^\d+,"\d{4}-[^"]+Z","Dr A\. Diallo",.*"close-up <front>\.heic"/);
});

it('exports more rows than it holds in memory at a time', async () => {
  await test.db.query(`insert into access_log (at, name, address, agent, action, outcome, seal) select now(), 'x', '', '', 'case.listed', 'done', '\\x00' from generate_series(1, 2500)`);
  const { bytes } = await auditor.bytes('/audit.csv');
  const numbers = bytes.toString('utf8').split('\r\n').slice(1, -1).map((line) => Number(line.split(',')[0]));
  const [{ count }] = await test.db.query(`select count(*)::int as count from access_log`);
  expect(numbers).toHaveLength(count);
  expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
});

it('puts its own reading on the log, with the question', async () => {
  await auditor.get('/audit?question=saw&case=BUN-2026-0042');
  await auditor.get('/audit.csv?who=Diallo');
  const [exported, viewed] = await test.db.query(`select action, case_reference, subject_account_id, what, role from access_log where action in ('audit.viewed', 'audit.exported') order by id desc limit 2`);
  expect(viewed).toEqual({ action: 'audit.viewed', case_reference: 'BUN-2026-0042', subject_account_id: null, what: 'saw', role: 'auditor' });
  expect(exported).toEqual({ action: 'audit.exported', case_reference: null, subject_account_id: specialist.id, what: null, role: 'auditor' });
});

it('is for auditors', async () => {
  const other = test.visitor();
  await other.signIn(administrator.email, PASSWORD);
  for (const path of ['/audit', '/audit.csv']) expect((await other.get(path)).status).toBe(404);
  expect((await other.post('/audit/verification')).status).toBe(404);
});

it('verifies, and names the row that the owner of the database changed', async () => {
  const database = await newDatabase();
  const own = await startApp({}, database);
  await own.world.person('K. Osei', { roles: ['auditor'], language: 'fr' });
  const reader = own.visitor();
  await reader.signIn('k.osei@example.org', PASSWORD);
  expect((await reader.get('/audit')).text).toContain('Pas encore vérifié.');
  expect(await reader.post('/audit/verification')).toMatchObject({ status: 303, location: '/audit' });
  expect((await reader.get('/audit')).text).toMatch(/\d lignes, aujourd’hui \d\d:\d\d UTC\u00a0: aucune modifiée, aucune manquante\./);

  const session = own.db.createQueryRunner();
  await session.query(`set session_replication_role = replica`);
  await session.query(`update access_log set name = 'Somebody else' where id = 2`);
  await session.query(`set session_replication_role = default`);
  await session.release();
  await reader.post('/audit/verification');
  expect((await reader.get('/audit')).text).toContain('La ligne 2 a été modifiée');

  const settings = readSettings({ DATABASE_URL: database, DATA_DIR: own.settings.DATA_DIR });
  await expect(verifyAudit.run([], settings)).rejects.toThrow(/^\d+ rows: the access log is no longer as it was written\.$/);
  await own.stop();
});

it('has one job at a time that extends the checkpoints; one that fails stays on the list of what failed, and is tried each minute', async () => {
  const other = await startApp();
  await other.app.get(JobRunner).beforeApplicationShutdown();
  const begin = () => other.app.get(AuditJobs, { strict: false }).beginCheckpoints();
  const change = (set: string) => other.db.query(`update graphile_worker._private_jobs set ${set} where key = 'extend-checkpoints'`);
  const jobs = () => other.db.query(`select attempts, last_error, run_at <= now() as "isDue" from graphile_worker.jobs where task_identifier = 'extend-checkpoints'`);
  await begin();
  expect(await jobs()).toEqual([{ attempts: 0, last_error: null, isDue: true }]);
  await change(`attempts = max_attempts, last_error = 'WritersTakeTooLong', run_at = now() + interval '1 hour', locked_at = now(), locked_by = 'somebody'`);
  await begin();
  expect(await jobs(), 'while it runs').toEqual([{ attempts: 20, last_error: 'WritersTakeTooLong', isDue: false }]);
  await change(`locked_at = null, locked_by = null`);
  await begin();
  expect(await jobs(), 'after it has failed').toEqual([{ attempts: 19, last_error: 'WritersTakeTooLong', isDue: true }]);
  await other.stop();
});
