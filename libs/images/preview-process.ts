import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PreviewAnswer, PreviewJob } from './preview-job.js';

const SUFFIX = extname(import.meta.filename);
const here = (name: string) => fileURLToPath(new URL(`./${name}${SUFFIX}`, import.meta.url));
const FROM_SOURCE = SUFFIX === '.ts' ? ['--import', here('run-from-source')] : [];

/**
 * RLIMIT_DATA counts what can be written to. `ulimit -v` counts every address that is reserved too, of which V8 and
 * WebAssembly take gigabytes without using them. Pages go before pictures, so the child is nice.
 */
const LIMITED = 'ulimit -d "$1" && shift && exec nice -n 5 "$@"';
/** What an idle child counts: Node's reserve for compiled code (512 MB, hardly any of it in use) and sharp. */
const IDLE_MEGABYTES = 650;

/** One child with a limit of memory, for one job at a time. Its environment says only where programs are: nothing to steal. */
export class PreviewProcess {
  private readonly child: ChildProcess;
  private readonly ended: Promise<'crashed'>;

  /** @param megabytes for the decoding itself @param programs the folders, as in PATH, where programs are looked for */
  constructor(megabytes: number, programs: string) {
    const kilobytes = (IDLE_MEGABYTES + megabytes) * 1024;
    const node = [process.execPath, '--max-old-space-size=256', ...FROM_SOURCE, here('worker')];
    this.child = spawn('/bin/sh', ['-c', LIMITED, 'sh', String(kilobytes), ...node], { env: { MALLOC_ARENA_MAX: '2', PATH: programs }, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    this.ended = new Promise((resolve) => {
      this.child.once('exit', () => resolve('crashed'));
      this.child.once('error', () => resolve('crashed'));
    });
    this.hold(false);
  }

  get id(): number | undefined {
    return this.child.pid;
  }

  get alive(): boolean {
    return this.child.connected && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Its answer, or that it died, or that `seconds` have passed; after these two it is of no more use. */
  async run(job: PreviewJob, seconds: number): Promise<PreviewAnswer | 'crashed' | 'timeout'> {
    const over = new AbortController();
    const answered = once(this.child, 'message', { signal: over.signal }).then(([answer]) => answer as PreviewAnswer);
    const late = new Promise<'timeout'>((resolve) => {
      const timer = setTimeout(() => resolve('timeout'), seconds * 1000);
      over.signal.addEventListener('abort', () => clearTimeout(timer));
    });
    answered.catch(() => undefined);

    this.hold(true);
    this.child.send(job, () => undefined);
    const first = await Promise.race([answered, this.ended, late]);
    over.abort();
    this.hold(false);
    return first;
  }

  async kill(): Promise<void> {
    this.hold(true);
    this.child.kill('SIGKILL');
    await this.ended;
  }

  /** Only a child with work to do keeps this process running. */
  private hold(on: boolean): void {
    const change = on ? 'ref' : 'unref';
    this.child[change]();
    this.child.channel?.[change]();
  }
}
