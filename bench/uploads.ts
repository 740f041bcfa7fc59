import { spawn } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, closeSync, fdatasyncSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as later } from 'node:timers/promises';
import { runningEmbeddedPostgres } from '#libs/database/embedded/embedded-postgres';
import { Person } from './browser.js';
import { putJobsOff } from './fill.js';
import { Nginx } from './nginx.js';

/**
 * `npm run bench -- uploads`: how long half a gigabyte takes to come and to go, held against nginx on the same disk in the same run;
 * how soon an upload ends after its last byte; what four at once add to the memory of the server.
 */
const PASSWORD = 'a quiet bench in the shade';
const PART = 16_777_216; // the largest part that the page sends
const PARTS = 29; // just below the limit
const ROUNDS = 3;
const root = join(import.meta.dirname, '..');
const print = (line: string) => void process.stdout.write(`${line}\n`);

/** Parts of a film: the first says what it is, the others are noise. */
const [first, other] = [randomBytes(PART), randomBytes(PART)];
Buffer.from('\0\0\0\u0018ftypmp42\0\0\0\0mp42isom', 'latin1').copy(first);
const partAt = (nth: number): Buffer => (nth === 0 ? first : other);
const sums = new Map<Buffer, string>([first, other].map((part) => [part, `sha1 ${createHash('sha1').update(part).digest('base64')}`]));

/** Sends a body, its last byte after a pause when it is `held`. @returns the answer, and milliseconds from the last byte to it */
async function send(method: string, url: string, headers: Record<string, string>, parts: readonly Buffer[], isHeld = false): Promise<{ answer: IncomingMessage; end: number }> {
  const bytes = parts.reduce((sum, { length }) => sum + length, 0);
  const asked = request(url, { method, headers: { ...headers, 'content-length': String(bytes) } });
  const answered = once(asked, 'response') as Promise<[IncomingMessage]>;
  for (const [nth, part] of parts.entries()) {
    const last = isHeld && nth === parts.length - 1 ? part.length - 1 : part.length;
    if (!asked.write(part.subarray(0, last))) await once(asked, 'drain');
  }
  if (isHeld) await later(500);
  const began = performance.now();
  asked.end(isHeld ? parts.at(-1)!.subarray(-1) : undefined);
  const [answer] = await answered;
  const end = performance.now() - began;
  answer.resume();
  if (answer.statusCode! >= 300) throw new Error(`${method} ${url} was answered with ${answer.statusCode}`);
  return { answer, end };
}

/** Sends a film of so many parts as the page does. @returns milliseconds from the last byte to the last answer */
async function upload(person: Person, url: string, reference: string, parts: number): Promise<number> {
  const headers = { ...person.headers(), 'tus-resumable': '1.0.0' };
  const metadata = Object.entries({ filename: `${randomUUID()}.mp4`, case: reference }).map(([name, text]) => `${name} ${Buffer.from(text).toString('base64')}`).join(',');
  const { answer } = await send('POST', `${url}/uploads`, { ...headers, 'upload-length': String(parts * PART), 'upload-metadata': metadata }, []);
  const at = new URL(answer.headers.location!, url).href;
  let end = 0;
  for (let nth = 0; nth < parts; nth += 1) {
    const part = partAt(nth);
    ({ end } = await send('PATCH', at, { ...headers, 'content-type': 'application/offset+octet-stream', 'upload-offset': String(nth * PART), 'upload-checksum': sums.get(part)! }, [part], nth === parts - 1));
  }
  return end;
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}
const MEGABYTES = Math.round((PARTS * PART) / 1e6);
const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
const residentOf = (pid: number): number => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1000;

/** The most that a process held while something was done, in MB. */
async function mostResident(pid: number, work: () => Promise<unknown>): Promise<number> {
  let most = 0;
  const watch = setInterval(() => { most = Math.max(most, residentOf(pid)); }, 50);
  await work().finally(() => clearInterval(watch));
  return most;
}

/** What nginx leaves to the system: waits until a file survives a power cut. */
function onTheDisk(path: string): void {
  const file = openSync(path, 'r+');
  fdatasyncSync(file);
  closeSync(file);
}

async function download(url: string, headers: Record<string, string> = {}): Promise<void> {
  const response = await fetch(url, { headers });
  if (response.status !== 200) throw new Error(`${url} was answered with ${response.status}`);
  for await (const _ of response.body!);
}

const folder = mkdtempSync(join(tmpdir(), 'telecase-bench-'));
chmodSync(folder, 0o755);
const nginx = await Nginx.start(join(folder, 'nginx'));
const product = spawn(process.execPath, ['dist/src/main.js'], { cwd: root, env: { ...process.env, NODE_ENV: 'production', PORT: '0', DATA_DIR: join(folder, 'data'), DEMO_PASSWORD: PASSWORD, LOG_LEVEL: 'error' }, stdio: ['ignore', 'pipe', 'inherit'] });
try {
  let url = '';
  for await (const line of createInterface({ input: product.stdout! })) if (/is ready/.test(line)) { url = /http:\S+/.exec(line)![0]; break; }
  await putJobsOff((await runningEmbeddedPostgres(join(folder, 'data')))!.url);
  const staff = new Person(url);
  await staff.signIn('staff@demo.example', PASSWORD);
  const reference = /href="\/cases\/(BUN-\d{4}-\d+)"/.exec(await staff.page('/cases?state=answered'))![1]!;

  const [ours, theirs, certain]: number[][] = [[], [], []];
  const ends: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    ours!.push(await seconds(async () => ends.push(await upload(staff, url, reference, PARTS))) - 0.5); // the last byte was held that long
    theirs!.push(await seconds(() => send('PUT', `${nginx.url}/film.mp4`, {}, Array.from({ length: PARTS }, (_, nth) => partAt(nth)))));
    certain!.push(theirs!.at(-1)! + (await seconds(async () => onTheDisk(join(folder, 'nginx', 'files', 'film.mp4')))));
  }
  print(`${MEGABYTES} MB, uploaded, hashed and on the disk: ${median(ours!).toFixed(2)} s, nginx ${median(theirs!).toFixed(2)} s, ratio ${(median(ours!) / median(theirs!)).toFixed(2)}, bar ratio 2.5`);
  print(`with nginx's file brought to the disk as well: ${median(certain!).toFixed(2)} s, ratio ${(median(ours!) / median(certain!)).toFixed(2)}, no bar`);
  print(`last byte of ${MEGABYTES} MB to the end: ${median(ends).toFixed(0)} ms, bar 50 ms`);
  for (const parts of [1, 6]) print(`last byte of ${Math.round((parts * PART) / 1e6)} MB to the end: ${(await upload(staff, url, reference, parts)).toFixed(0)} ms, bar 50 ms`);

  const before = residentOf(product.pid!);
  const most = await mostResident(product.pid!, () => Promise.all([0, 1, 2, 3].map(() => upload(staff, url, reference, 12))));
  print(`four uploads of 201 MB at once: ${(most - before).toFixed(0)} MB more than the ${before.toFixed(0)} MB before, bar 64 MB`);

  const file = /href="(\/cases\/[^"]+\/attachments\/[0-9a-f-]{36})\/file/.exec(await staff.page(`/cases/${reference}/attachments?type=video&sort=added`))![1]!;
  const [given, taken]: number[][] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    given!.push(await seconds(() => download(`${url}${file}/file`, staff.headers())));
    taken!.push(await seconds(() => download(`${nginx.url}/film.mp4`)));
  }
  print(`${MEGABYTES} MB, downloaded: ${median(given!).toFixed(2)} s, nginx ${median(taken!).toFixed(2)} s, ratio ${(median(given!) / median(taken!)).toFixed(2)}, bar ratio 1.5`);
} finally {
  product.kill('SIGTERM');
  if (product.exitCode === null) await once(product, 'exit');
  await nginx.stop();
  rmSync(folder, { recursive: true, force: true });
}
