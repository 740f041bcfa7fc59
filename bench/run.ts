import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { runningEmbeddedPostgres } from '#libs/database/embedded/embedded-postgres';
import { Person } from './browser.js';
import { cpuOf } from './cpu.js';
import { fill } from './fill.js';

const PASSWORD = 'a quiet bench in the shade';
const root = join(import.meta.dirname, '..');
const dataDir = mkdtempSync(join(tmpdir(), 'telecase-bench-'));
const children: ChildProcess[] = [];

/** Starts a program of ours, and waits for the line that says it is ready. */
async function start(args: string[], ready: RegExp, env: Record<string, string> = {}): Promise<{ child: ChildProcess; line: string }> {
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, NODE_ENV: 'production', ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  for await (const line of createInterface({ input: child.stdout! })) if (ready.test(line)) return { child, line };
  throw new Error(`${args.join(' ')} ended before it was ready`);
}

/** CPU milliseconds a request, of the server and of PostgreSQL together: the median of some rounds. */
async function cost(pids: number[], requests: number, request: () => Promise<unknown>): Promise<number> {
  for (let warm = 0; warm < 30; warm += 1) await request();
  const rounds: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const before = cpuOf(pids);
    for (let done = 0; done < requests; done += 1) await request();
    rounds.push((cpuOf(pids) - before) / requests);
  }
  return rounds.sort((a, b) => a - b)[2]!;
}

const say = (name: string, value: number, baseline: number, bar: string) =>
  process.stdout.write(`${name}: ${value.toFixed(2)} CPU ms, baseline ${baseline.toFixed(2)} CPU ms, ratio ${(value / baseline).toFixed(2)}, bar ${bar}\n`);

try {
  const product = await start(['dist/src/main.js'], /is ready: /, { PORT: '0', DATA_DIR: dataDir, DEMO_PASSWORD: PASSWORD, LOG_LEVEL: 'error' });
  const url = /http:\S+/.exec(product.line)![0];
  const database = (await runningEmbeddedPostgres(dataDir))!.url;
  const bare = await start(['bench/baseline.ts', database], /^\d+$/);

  const staff = new Person(url);
  await staff.signIn('staff@demo.example', PASSWORD);
  const { projectId, reference } = await fill(database);

  // PostgreSQL is a child of the product; the baseline's share of it is counted by leaving the product idle meanwhile.
  const pids = [product.child.pid!, bare.child.pid!];
  const baseline = await cost(pids, 300, async () => (await fetch(`http://127.0.0.1:${bare.line}/`)).text());
  say('list of 50 cases', await cost(pids, 100, () => staff.page('/cases')), baseline, 'ratio 2');
  say('case page', await cost(pids, 100, () => staff.page(`/cases/${reference}`)), baseline, '8 CPU ms');
  let number = 0;
  const submit = () => staff.send('/cases', {
    _once: randomUUID(), do: 'submit-anyway', project: projectId, kind: 'clinical', title: 'Fever for three days', patient: '', 'local-reference': `B-${(number += 1)}-${process.pid}`, age: '6', 'age-unit': 'years', sex: 'female',
    'consent-basis': 'guardian', 'consent-how': 'spoken', 'consent-by': 'Nurse', 'consent-on': '2026-01-10', history: 'Three days of fever, drinks well.', question: 'What should we look for?', specialty: 'pediatrics', urgency: 'routine', language: 'en',
  });
  say('submit a case', await cost(pids, 50, submit), baseline, '4 CPU ms');
} finally {
  for (const child of children.toReversed()) if (child.exitCode === null) child.kill('SIGTERM');
  await Promise.all(children.map((child) => (child.exitCode === null ? once(child, 'exit') : undefined)));
  rmSync(dataDir, { recursive: true, force: true });
}
