import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '#config/root';
import { sampleDicomSlices } from '../support/samples/dicom.js';
import { aCaseForm, posts } from '../support/stories.js';
import { Visitor } from '../support/visitor.js';

const DEMO_PASSWORD = 'a heron at the ferry landing';
const dataDir = mkdtempSync(join(tmpdir(), 'telecase-kill-'));
chmodSync(dataDir, 0o711);
let product: ChildProcess;

/** Starts the built product as `npm start` does; answers with its address. */
async function start(): Promise<string> {
  product = spawn(process.execPath, [join(projectRoot, 'dist/src/main.js')], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', PORT: '0', DATA_DIR: dataDir, DEMO_PASSWORD, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: product.stdout! })) {
    const address = /is ready: (\S+)/.exec(line)?.[1];
    if (address) return address;
  }
  throw new Error('The product ended before it was ready');
}

async function kill(): Promise<void> {
  product.kill('SIGKILL');
  await once(product, 'exit');
}

const mails = () => (existsSync(join(dataDir, 'mail')) ? readdirSync(join(dataDir, 'mail')).map((name) => readFileSync(join(dataDir, 'mail', name), 'utf8')) : []);

afterAll(async () => {
  if (product.exitCode === null && product.signalCode === null) {
    product.kill('SIGTERM');
    await once(product, 'exit');
  }
  rmSync(dataDir, { recursive: true, force: true });
});

async function poster(address: string): Promise<{ staff: Visitor; project: string }> {
  const staff = new Visitor(address);
  expect((await staff.signIn('staff@demo.example', DEMO_PASSWORD)).status).toBe(303);
  const project = /<select id="project"[^>]*>.*?<option value="([0-9a-f-]{36})"/s.exec((await staff.get('/cases/new')).text)![1]!;
  return { staff, project };
}

it('makes the PDF of a large case after all, when it is killed in the middle of it', { timeout: 240_000 }, async () => {
  const { staff, project } = await poster(await start());
  const reference = await posts(staff, aCaseForm(project, { 'local-reference': 'KILL-PDF' }));
  const scan = await readFile((await sampleDicomSlices(dataDir)).path);
  expect((await staff.postFiles(`/cases/${reference}/attachments`, {}, ['before', 'after'].map((name) => ({ name: `${name}.dcm`, bytes: scan })))).status).toBe(303);
  const comesTo = async (by: Visitor, path: string, isIt: (text: string) => boolean) => {
    const deadline = Date.now() + 120_000;
    while (!isIt((await by.get(path)).text) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 250));
    expect(isIt((await by.get(path)).text), path).toBe(true);
  };
  await comesTo(staff, `/cases/${reference}/attachments`, (text) => new Set(text.match(/attachments\/[\w-]+\/preview/g)).size === 2);

  expect((await staff.get(`/cases/${reference}.pdf`)).text).toContain('is being made');
  const isAtIt = () => existsSync(join(dataDir, 'exports')) && readdirSync(join(dataDir, 'exports')).length > 0;
  while (!isAtIt()) await new Promise((resolve) => setTimeout(resolve, 10));
  await kill();
  const { staff: again } = await poster(await start());
  expect((await again.get(`/cases/${reference}.pdf`)).text).toContain('is being made');
  await comesTo(again, `/cases/${reference}.pdf`, (text) => text.includes('<h1>The PDF is ready'));
  expect((await again.bytes(`/cases/${reference}.pdf/file`)).bytes.subarray(0, 5).toString()).toBe('%PDF-');
  await kill();
});

it('loses nothing that it has answered for, however often it is killed', { timeout: 240_000 }, async () => {
  const posted: string[] = [];
  for (let round = 0; round < 4; round += 1) {
    const { staff, project } = await poster(await start());
    for (const reference of posted) expect((await staff.get(`/cases/${reference}`)).status).toBe(200);
    posted.push(await posts(staff, aCaseForm(project, { 'local-reference': `KILL-${round}` })));
    await kill(); // right after the answer: the event is recorded, its mails are not sent yet
  }
  await start();
  const told = (reference: string) => mails().filter((mail) => mail.includes(reference) && /^To: .*coordinator@demo\.example/m.test(mail)).length;
  const deadline = Date.now() + 100_000;
  while (posted.some((reference) => told(reference) === 0) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 250));
  expect(posted.map(told)).toEqual(posted.map(() => 1));
});

it('stops cleanly when it is asked to, and starts again', { timeout: 120_000 }, async () => {
  product.kill('SIGTERM');
  expect((await once(product, 'exit'))[0]).toBe(0);
  const { staff } = await poster(await start());
  expect((await staff.get('/to-do')).status).toBe(200);
});
