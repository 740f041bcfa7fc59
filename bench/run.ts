import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { runningEmbeddedPostgres } from '#libs/database/embedded/embedded-postgres';
import { runningPostmaster } from '#libs/database/embedded/postmaster-pid';
import { Person } from './browser.js';
import { fillWithFiles } from './downloads.js';
import { fill, putJobsOff } from './fill.js';
import { costs, whole, type Measure } from './measure.js';

const PASSWORD = 'a quiet bench in the shade';
const root = join(import.meta.dirname, '..');
const dataDir = mkdtempSync(join(tmpdir(), 'telecase-bench-'));
const children: ChildProcess[] = [];

/** Starts a program of ours, and waits for the line that says it is ready. */
async function start(args: string[], ready: RegExp, env: Record<string, string> = {}): Promise<{ pid: number; line: string }> {
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, NODE_ENV: 'production', ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  for await (const line of createInterface({ input: child.stdout! })) if (ready.test(line)) return { pid: child.pid!, line };
  throw new Error(`${args.join(' ')} ended before it was ready`);
}

let number = 0;
/** A new case with a new patient, all in one form. */
const caseForm = (project: string) => ({
  _once: randomUUID(), do: 'submit-anyway', project, kind: 'clinical', title: 'Fever for three days', patient: '', 'local-reference': `B-${(number += 1)}-${process.pid}`, age: '6', 'age-unit': 'years', sex: 'female',
  'consent-basis': 'guardian', 'consent-how': 'spoken', 'consent-by': 'Nurse', 'consent-on': '2026-01-10', history: 'Three days of fever, drinks well.', question: 'What should we look for?', specialty: 'pediatrics', urgency: 'routine', language: 'en',
});

try {
  const product = await start(['dist/src/main.js'], /is ready: /, { PORT: '0', DATA_DIR: dataDir, DEMO_PASSWORD: PASSWORD, LOG_LEVEL: 'error' });
  const database = (await runningEmbeddedPostgres(dataDir))!.url;
  const postmaster = (await runningPostmaster(join(dataDir, 'postgres')))!.pid;
  const staff = new Person(/http:\S+/.exec(product.line)![0]);
  await staff.signIn('staff@demo.example', PASSWORD);
  const { projectId, reference } = await fill(database);
  const bare = await start(['bench/baseline.ts', database, staff.session, projectId], /^\d+$/);

  const page = (name: string, path: string, bar?: string, encoding?: string): Measure => ({ name, bar, pid: product.pid, requests: 100, request: () => staff.page(path, encoding) });
  const files = await fillWithFiles(database, dataDir);
  const download = (name: string, path: string, bar?: string): Measure => ({ name, bar, pid: product.pid, requests: 5, warmUp: 3, request: () => staff.download(path) });
  const atBareServer = (name: string, requests: number, method: string): Measure => ({ name, pid: bare.pid, requests, request: async () => (await fetch(`http://127.0.0.1:${bare.line}/`, { method, redirect: 'manual' })).text() });
  const submit = (name: string, bar?: string): Measure => ({ name, bar, pid: product.pid, requests: 50, request: () => staff.send('/cases', caseForm(projectId)) });
  const measures: Measure[] = [
    atBareServer('baseline', 300, 'GET'),
    page('list of 50 cases', '/cases', 'ratio 2'),
    page('list of 50 cases, gzip', '/cases', undefined, 'gzip'),
    page('list of 50 cases, Brotli', '/cases', undefined, 'br'),
    page('case page, details', `/cases/${reference}`, '8 CPU ms'),
    page('case page, discussion of 30 messages', `/cases/${reference}/discussion`, '8 CPU ms'),
  ];
  measures.push(download('100 MB as one file', files.one), download('100 MB as Download All of 40 files', files.zip, '1.3 times the one file'));
  await putJobsOff(database);
  measures.push(atBareServer('submit a case, baseline', 50, 'POST'), submit('submit a case', '4 CPU ms'));
  // The first is what others are held against; an argument chooses among the others, by a word of their names.
  const chosen = measures.filter(({ name }, at) => at === 0 || name.includes(process.argv[2] ?? ''));
  const found = await costs(chosen, postmaster);
  const [baseline] = found.map(whole);
  for (const [at, { name, bar = 'none' }] of chosen.entries()) {
    const cost = found[at]!;
    process.stdout.write(`${name}: ${whole(cost).toFixed(2)} CPU ms, baseline ${baseline!.toFixed(2)} CPU ms, ratio ${cost.ratio.toFixed(2)}, bar ${bar} (${cost.server.toFixed(2)} in the server, ${cost.database.toFixed(2)} in PostgreSQL)\n`);
  }
} finally {
  for (const child of children.toReversed()) if (child.exitCode === null) child.kill('SIGTERM');
  await Promise.all(children.map((child) => (child.exitCode === null ? once(child, 'exit') : undefined)));
  rmSync(dataDir, { recursive: true, force: true });
}
