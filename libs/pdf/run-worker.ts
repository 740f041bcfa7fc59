import { spawn } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Job, Message } from './messages.js';
import type { NotRendered, Rendered } from './report.js';

export interface WorkerLimits {
  /** Time for everything, in milliseconds. */
  milliseconds: number;
  /** Time for decoding any one file, in milliseconds. */
  millisecondsAFile: number;
  /** Memory of the process, in megabytes. Node alone takes about 500. */
  megabytes: number;
  signal?: AbortSignal | undefined;
}

/** How a worker ended, and the file that it was decoding then. */
export type Ended = Rendered | (NotRendered & { checking?: string });

const WORKER = fileURLToPath(new URL(`./worker${extname(import.meta.url)}`, import.meta.url));
const LONGEST_MESSAGE = 2000;

// `-d` bounds what a process writes to, not what it reserves: V8 reserves far more than it uses. `-t`, in
// seconds of processor time, ends a worker even when the process that watches it is gone.
const UNDER_LIMITS = 'ulimit -d "$1" && ulimit -t "$2" && shift 2 && exec "$@"';

/** Prints in a process of its own, with an empty environment, and kills it at the limits. Never rejects. */
export function runWorker(job: Job, limits: WorkerLimits): Promise<Ended> {
  const kilobytes = String(limits.megabytes * 1024);
  const seconds = String(Math.ceil(limits.milliseconds / 1000) * 2);
  const worker = spawn('/bin/sh', ['-c', UNDER_LIMITS, 'sh', kilobytes, seconds, process.execPath, WORKER], {
    env: {},
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });

  return new Promise((resolve) => {
    let checking: string | undefined;
    let complaint = '';
    let ended: Ended | undefined;

    const end = (reason: 'timeout' | 'stopped') => {
      ended = { ok: false, reason, message: `ended after ${limits.milliseconds} ms at most`, checking };
      worker.kill('SIGKILL');
    };
    const stop = () => end('timeout');
    const overall = setTimeout(stop, limits.milliseconds);
    const leave = () => end('stopped');
    limits.signal?.addEventListener('abort', leave);
    if (limits.signal?.aborted) leave();
    let fileTimer: NodeJS.Timeout | undefined;

    worker.stderr!.on('data', (text) => (complaint = `${complaint}${text}`.slice(-LONGEST_MESSAGE)));
    worker.on('message', (message: Message) => {
      clearTimeout(fileTimer);
      checking = 'checking' in message ? message.checking : undefined;
      if (checking) fileTimer = setTimeout(stop, limits.millisecondsAFile);
      if ('printed' in message) ended ??= message.printed;
      if ('failed' in message) ended ??= { ok: false, reason: 'failed', message: message.failed };
    });
    worker.on('error', (error) => (complaint = error.message));
    worker.on('close', (code, signal) => {
      clearTimeout(overall);
      clearTimeout(fileTimer);
      limits.signal?.removeEventListener('abort', leave);
      resolve(ended ?? { ok: false, reason: 'crashed', message: `${signal ?? code}: ${complaint}`, checking });
    });
    worker.send(job, (error) => error && worker.kill('SIGKILL'));
  });
}
