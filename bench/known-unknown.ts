import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { runningEmbeddedPostgres } from '#libs/database/embedded/embedded-postgres';
import { putJobsOff } from './fill.js';

/** `npm run bench -- known-unknown`: whether the time of an answer tells that an address has an account. */

const PAIRS = 200;
const WARM_UP = 20;
const root = join(import.meta.dirname, '..');
const dataDir = mkdtempSync(join(tmpdir(), 'telecase-bench-'));
let product: ChildProcess | undefined;

async function start(): Promise<string> {
  product = spawn(process.execPath, ['dist/src/main.js'], { cwd: root, env: { ...process.env, NODE_ENV: 'production', PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'error' }, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: product.stdout! })) if (line.includes('is ready: ')) return /http:\S+/.exec(line)![0];
  throw new Error('It ended before it was ready');
}

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;
/** How often a known address took longer than an unknown one: 50 % when the time tells nothing. */
const tells = (known: readonly number[], unknown: readonly number[]): number => known.flatMap((one) => unknown.map((other) => (one > other ? 1 : one === other ? 0.5 : 0))).reduce<number>((sum, one) => sum + one, 0) / (known.length * unknown.length);

try {
  const url = await start();
  const database = (await runningEmbeddedPostgres(dataDir))!.url;
  await putJobsOff(database); // mails are sent afterwards, by somebody's clock
  const db = new pg.Client({ connectionString: database });
  await db.connect();
  const { rows: accounts } = await db.query<{ email: string }>(`select email from accounts where state = 'active'`);
  const { rows: [project] } = await db.query<{ id: string }>(`select id from projects limit 1`);
  const request = { name: 'Nurse', role: 'project-staff', project: project!.id, why: 'Skin clinic', language: 'en' };
  const forms: Record<string, [path: string, fields: Record<string, string>]> = {
    'sign-in': ['/sign-in', { password: 'not the right password' }],
    'forgotten password': ['/forgotten-password', {}],
    'request for an account': ['/request-account', request],
  };

  /** Milliseconds from the request to the last byte. */
  const take = async ([path, fields]: [string, Record<string, string>], email: string): Promise<number> => {
    await db.query(`delete from rate_limits`);
    const body = new URLSearchParams({ ...fields, email });
    const began = performance.now();
    await (await fetch(url + path, { method: 'POST', body, redirect: 'manual' })).arrayBuffer();
    return performance.now() - began;
  };

  for (const [name, form] of Object.entries(forms)) {
    const times: [known: number[], unknown: number[]] = [[], []];
    for (let pair = -WARM_UP; pair < PAIRS; pair += 1) {
      const emails = [accounts[Math.abs(pair) % accounts.length]!.email, `${randomUUID()}@demo.example`];
      for (const which of Math.random() < 0.5 ? [0, 1] : [1, 0]) {
        const time = await take(form, emails[which]!);
        if (pair >= 0) times[which]!.push(time);
      }
    }
    const [known, unknown] = times.map(median) as [number, number];
    process.stdout.write(`${name}: known ${known.toFixed(2)} ms, unknown ${unknown.toFixed(2)} ms, ratio ${(known / unknown).toFixed(3)}, known took longer in ${(100 * tells(...times)).toFixed(1)} % of pairs\n`);
  }
  await db.end();
} finally {
  if (product?.exitCode === null) {
    product.kill('SIGTERM');
    await once(product, 'exit');
  }
  rmSync(dataDir, { recursive: true, force: true });
}
