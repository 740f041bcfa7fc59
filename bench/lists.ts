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
import { median } from './measure.js';
import { emailOf, MEASURED } from './service/people.js';

/**
 * `npm run bench -- lists`: what lists, search, TO-DO and a case page cost with 1,000 cases and with 1,000,000, in CPU
 * milliseconds of the server and PostgreSQL together, side by side. The data are made once (a million takes some minutes) and kept in
 * `.cache/bench`, or where BENCH_DIR says; other sizes may be given behind `lists`.
 */
const PASSWORD = 'a quiet bench in the shade';
const root = join(import.meta.dirname, '..');
const sizes = process.argv.slice(3).map(Number);
const [small = 1000, large = 1_000_000] = sizes;
const keep = process.env.BENCH_DIR ?? join(root, '.cache/bench');
const BAR = 1.25;
/** Requests: before it counts, and of each of the rounds whose median counts. */
const [WARM_UP, REQUESTS, ROUNDS] = [50, 20, 11];
const print = (line: string) => void process.stdout.write(`${line}\n`);

/** Pages by what they are. A ratio tells of the number of cases only where the page has as many rows at either size, which is printed with it. */
const PAGES: Readonly<Record<string, string>> = {
  list: '/cases', 'to-do': '/to-do', 'list of closed cases': '/cases?state=closed', 'list of my cases': '/cases?mine=yes', 'list, longest waiting': '/cases?sort=waiting',
  'search, common words': '/cases?q=fev+pain', 'search, rare word': '/cases?q=mycetom',
};

/** The service with so many cases, that runs. */
interface Service {
  readonly url: string;
  /** CPU milliseconds that all who work on it have used so far. */
  used(): number;
  close(): Promise<void>;
}

async function open(cases: number): Promise<Service> {
  print(`${cases} cases`);
  const dataDir = join(keep, String(cases));
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  const isLoaded = existsSync(join(dataDir, 'loaded'));
  if (!isLoaded) rmSync(join(dataDir, 'postgres'), { recursive: true, force: true });
  const fast = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_wal_size: '8GB', autovacuum: 'off' };
  const postgres = await startEmbeddedPostgres({ dataDir, settings: isLoaded ? {} : fast });
  // What was kept may be of an older schema.
  execFileSync(process.execPath, ['dist/src/cli.js', 'migrate'], { cwd: root, env: { ...process.env, DATABASE_URL: postgres.url }, stdio: ['ignore', 'ignore', 'inherit'] });
  if (!isLoaded) {
    await loadService(postgres.url, cases, await hash(PASSWORD), (line) => print(`  ${line}`));
    writeFileSync(join(dataDir, 'loaded'), '');
    await postgres.stop();
    return open(cases);
  }
  await putJobsOff(postgres.url);
  await vacuum(postgres.url);
  const postmaster = (await runningPostmaster(join(dataDir, 'postgres')))!.pid;
  const product = spawn(process.execPath, ['dist/src/main.js'], { cwd: root, env: { ...process.env, NODE_ENV: 'production', PORT: '0', DATABASE_URL: postgres.url, LOG_LEVEL: 'error', SECOND_FACTOR_ROLES: 'none', DATA_DIR: join(keep, 'files', String(cases)) }, stdio: ['ignore', 'pipe', 'inherit'] });
  let url = '';
  for await (const line of createInterface({ input: product.stdout })) if ((url = /http:\S+/.exec(line)?.[0] ?? '')) break;
  return {
    url,
    used: () => cpuOf(product.pid!) + cpuOfAll(postmaster),
    async close() {
      product.kill('SIGTERM');
      if (product.exitCode === null) await once(product, 'exit');
      await postgres.stop();
    },
  };
}

/** A migration that has just rewritten rows leaves the old ones to be read past. */
async function vacuum(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('vacuum');
  await client.end();
}

/** Somebody who looks at pages of one service. */
interface Reader {
  readonly service: Service;
  readonly person: Person;
  readonly pages: Readonly<Record<string, string>>;
}

async function reader(service: Service, name: Parameters<typeof emailOf>[0]): Promise<Reader> {
  const person = new Person(service.url);
  await person.signIn(emailOf(name), PASSWORD);
  const reference = /href="\/cases\/([A-Z]+-\d{4}-\d+)/.exec(await person.page('/cases?state=closed'))![1]!;
  // The generator numbers patients as it numbers cases.
  return { service, person, pages: { ...PAGES, 'search, one patient': `/cases?q=OPD-${Number(reference.split('-').at(-1))}`, 'case page': `/cases/${reference}` } };
}

/** Reads a page so often. @returns CPU milliseconds of one */
async function read({ service, person, pages }: Reader, what: string, times: number): Promise<number> {
  const before = service.used();
  for (let done = 0; done < times; done += 1) await person.page(pages[what]!);
  return (service.used() - before) / times;
}

/** The two in turn, round by round, since the machine may be twice as fast a minute later. */
async function compare(name: string, what: string, readers: readonly [Reader, Reader]): Promise<void> {
  const rows = await Promise.all(readers.map(async ({ person, pages }) => (await person.page(pages[what]!)).split('class="case-row').length - 1));
  for (const one of readers) await read(one, what, WARM_UP);
  const rounds: [number, number][] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push([await read(readers[0], what, REQUESTS), await read(readers[1], what, REQUESTS)]);
  const ratio = median(rounds.map(([few, many]) => many / few));
  const verdict = rows[0] !== rows[1] ? `, not comparable: ${rows[0]} rows and ${rows[1]}` : ratio > BAR ? ', OVER' : '';
  const [few, many] = [0, 1].map((at) => median(rounds.map((round) => round[at]!)).toFixed(2));
  print(`${name}: ${what}: ${few} CPU ms with ${small} cases, ${many} with ${large}, ratio ${ratio.toFixed(2)}, bar ${BAR}${verdict}`);
}

const services: Service[] = [];
try {
  for (const cases of [small, large]) services.push(await open(cases));
  const [few, many] = services as [Service, Service];
  for (const name of MEASURED) {
    const readers = [await reader(few, name), await reader(many, name)] as const;
    for (const what of Object.keys(readers[0].pages)) await compare(name, what, readers);
  }
} finally {
  for (const service of services) await service.close();
}
