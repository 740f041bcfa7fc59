import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { projectRoot } from '#config/root';
import { newDatabase } from '../support/app.js';
import { isListening } from '../support/is-listening.js';
import { Visitor } from '../support/visitor.js';

const dataDir = mkdtempSync(join(tmpdir(), 'telecase-stop-'));
let databaseUrl: string;
let product: ChildProcess;
/** A mail server that takes every call and says nothing: whoever sends a mail waits for it. */
const silent = createServer((socket) => void socket.on('error', () => undefined));

beforeAll(async () => {
  databaseUrl = await newDatabase();
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
});

afterAll(() => {
  product.kill('SIGKILL');
  silent.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Starts the built product; answers with its port. */
async function start(settings: Record<string, string> = {}): Promise<number> {
  product = spawn(process.execPath, [join(projectRoot, 'dist/src/main.js')], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', PORT: '0', DATA_DIR: dataDir, DATABASE_URL: databaseUrl, LOG_LEVEL: 'error', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: product.stdout! })) {
    const port = /is ready: http:\/\/localhost:(\d+)/.exec(line)?.[1];
    if (port) return Number(port);
  }
  throw new Error('The product ended before it was ready');
}

/** A form that begins to come, and comes no further; the server has taken it once it says so. */
async function halfARequest(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  socket.write('POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\nExpect: 100-continue\r\n\r\n');
  expect(String((await once(socket, 'data'))[0])).toContain('100 Continue');
  socket.write('email=a');
  return socket;
}

it('lets nobody in any more while it finishes a mail that is on its way', { timeout: 120_000 }, async () => {
  const port = await start({ SMTP_URL: `smtp://127.0.0.1:${(silent.address() as AddressInfo).port}` });
  const called: Promise<Socket[]> = once(silent, 'connection');
  const stranger = new Visitor(`http://127.0.0.1:${port}`);
  await stranger.get('/request-account');
  expect((await stranger.post('/request-account', { name: 'Nurse M. Okello', email: 'okello@example.org', role: 'coordinator', why: 'Night shifts', language: 'en' })).status).toBe(303);
  const [call] = await called;

  const ended = once(product, 'exit');
  product.kill('SIGTERM');
  while (await isListening({ port, host: '127.0.0.1' })) await pause(50);
  expect([product.exitCode, call!.readyState]).toEqual([null, 'open']);
  call!.destroy();
  expect((await ended)[0]).toBe(0);
});

it('waits for a link that is stuck, but not for ever', { timeout: 120_000 }, async () => {
  const port = await start();
  const stuck = await halfARequest(port);
  product.kill('SIGTERM');
  expect((await once(product, 'exit'))[0]).toBe(0);
  stuck.destroy();
});
