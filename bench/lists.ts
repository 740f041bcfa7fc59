import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { hash } from '@node-rs/argon2';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { startEmbeddedPostgres } from '#libs/database/embedded/embedded-postgres';
import { runningPostmaster } from '#libs/database/embedded/postmaster-pid';
import { Person } from './browser.js';
import { cpuOf, cpuOfAll } from './cpu.js';
import { putJobsOff } from './fill.js';
import { loadService } from './service/load.js';
import { emailOf, MEASURED } from './service/people.js';

/**
 * `npm run bench -- lists`: what lists, search, TO-DO and a case page cost with 1,000 cases and with 1,000,000, in CPU
 * milliseconds of the server and PostgreSQL together. The data are made once (a million takes some minutes) and kept in
 * `.cache/bench`, or where BENCH_DIR says; other sizes may be given behind `lists`.
 */
const PASSWORD = 'a quiet bench in the shade';
const root = join(import.meta.dirname, '..');
const sizes = process.argv.slice(3).map(Number);
const [small = 1000, large = 1_000_000] = sizes;
const keep = process.env.BENCH_DIR ?? join(root, '.cache/bench');
const BAR = 1.25;
const print = (line: string) => void process.stdout.write(`${line}\n`);

/** Pages by what they are. A ratio tells of the number of cases only where the page has as many rows at either size, which is printed with it. */
const PAGES: Readonly<Record<string, string>> = {
  list: '/cases', 'to-do': '/to-do', 'list of closed cases': '/cases?state=closed', 'list of my cases': '/cases?mine=yes', 'list, longest waiting': '/cases?sort=waiting',
  'search, common words': '/cases?q=fev+pain', 'search, rare word': '/cases?q=mycetom',
};

interface Measured {
  /** CPU milliseconds of one request. */
  readonly cost: number;
  readonly rows: number;
}

async function measure(cases: number): Promise<Map<string, Measured>> {
  const dataDir = join(keep, String(cases));
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  const isLoaded = existsSync(join(dataDir, 'loaded'));
  if (!isLoaded) rmSync(join(dataDir, 'postgres'), { recursive: true, force: true });
  const fast = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_wal_size: '8GB', autovacuum: 'off' };
  const postgres = await startEmbeddedPostgres({ dataDir, settings: isLoaded ? {} : fast });
  try {
    // What was kept may be of an older schema.
    execFileSync(process.execPath, ['dist/src/cli.js', 'migrate'], { cwd: root, env: { ...process.env, DATABASE_URL: postgres.url }, stdio: ['ignore', 'ignore', 'inherit'] });
    if (!isLoaded) {
      await loadService(postgres.url, cases, await hash(PASSWORD), (line) => print(`  ${line}`));
      writeFileSync(join(dataDir, 'loaded'), '');
    }
    await putJobsOff(postgres.url);
    await vacuum(postgres.url);
    return await costs(postgres.url, (await runningPostmaster(join(dataDir, 'postgres')))!.pid);
  } finally {
    await postgres.stop();
  }
}

/** A migration that has just rewritten rows leaves the old ones to be read past. */
async function vacuum(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('vacuum');
  await client.end();
}

async function costs(databaseUrl: string, postmaster: number): Promise<Map<string, Measured>> {
  const product = spawn(process.execPath, ['dist/src/main.js'], { cwd: root, env: { ...process.env, NODE_ENV: 'production', PORT: '0', DATABASE_URL: databaseUrl, LOG_LEVEL: 'error', SECOND_FACTOR_ROLES: 'none', DATA_DIR: join(keep, 'files') }, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    let url = '';
    for await (const line of createInterface({ input: product.stdout! })) if ((url = /http:\S+/.exec(line)?.[0] ?? '')) break;
    const found = new Map<string, Measured>();
    for (const name of MEASURED) {
      const person = new Person(url);
      await person.signIn(emailOf(name), PASSWORD);
      const reference = /href="\/cases\/([A-Z]+-\d{4}-\d+)/.exec(await person.page('/cases?state=closed'))![1];
      // The generator numbers patients as it numbers cases.
      const pages = { ...PAGES, 'search, one patient': `/cases?q=OPD-${Number(reference.split('-').at(-1))}`, 'case page': `/cases/${reference}` };
      for (const [what, path] of Object.entries(pages)) {
        const rows = (await person.page(path)).split('class="case-row').length - 1;
        found.set(`${name}: ${what}`, { rows, cost: await cost(() => cpuOf(product.pid!) + cpuOfAll(postmaster), () => person.page(path)) });
      }
    }
    return found;
  } finally {
    product.kill('SIGTERM');
    if (product.exitCode === null) await once(product, 'exit');
  }
}

/** CPU milliseconds of one request: the best of some rounds, which others on the machine disturbed least. @param used what all who work on it have used so far */
async function cost(used: () => number, request: () => Promise<unknown>): Promise<number> {
  for (let warm = 0; warm < 50; warm += 1) await request();
  const rounds: number[] = [];
  for (let round = 0; round < 8; round += 1) {
    const before = used();
    for (let done = 0; done < 25; done += 1) await request();
    rounds.push((used() - before) / 25);
  }
  return Math.min(...rounds);
}

print(`${small} cases`);
const few = await measure(small);
print(`${large} cases`);
const many = await measure(large);
for (const [what, one] of few) {
  const other = many.get(what)!;
  const ratio = other.cost / one.cost;
  const verdict = one.rows !== other.rows ? `, not comparable: ${one.rows} rows and ${other.rows}` : ratio > BAR ? ', OVER' : '';
  print(`${what}: ${one.cost.toFixed(2)} CPU ms with ${small} cases, ${other.cost.toFixed(2)} with ${large}, ratio ${ratio.toFixed(2)}, bar ${BAR}${verdict}`);
}
