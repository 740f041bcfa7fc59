import { access, constants } from 'node:fs/promises';
import type { PreviewJob } from './preview-job.js';
import { PreviewProcess } from './preview-process.js';
import type { PreviewResult, PreviewTarget } from './preview-result.js';

export interface PreviewLimits {
  /** For one file; the start of a fresh child is within it. */
  readonly seconds: number;
  /** Of memory for decoding one file. */
  readonly megabytes: number;
  /** Files that may wait their turn; more are turned away. */
  readonly waiting: number;
  /** Folders where programs of the machine are looked for, as in PATH. */
  readonly programs: string;
}

const LIMITS: PreviewLimits = { seconds: 20, megabytes: 1536, waiting: 100, programs: '/usr/local/bin:/usr/bin:/bin' };

/** Too many files wait already: try again later. */
export class PreviewQueueFull extends Error {
  override readonly name = 'PreviewQueueFull';
}

/** Makes previews one after the other, in a child that starts with the first and is replaced when it dies or hangs. */
export class PreviewMaker {
  private readonly limits: PreviewLimits;
  private child: PreviewProcess | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  constructor(limits: Partial<PreviewLimits> = {}) {
    this.limits = { ...LIMITS, ...limits };
  }

  /** The child's process id while there is one, for metrics. */
  get processId(): number | undefined {
    return this.child?.alive ? this.child.id : undefined;
  }

  /**
   * Previews of the file at `source`, whose real type is `extension` (canonical, as `identifyFile` gives it).
   * Files of the same name are overwritten.
   * @throws PreviewQueueFull; or an Error when the source can't be read or the target can't be written
   */
  async makePreview(source: string, target: PreviewTarget, extension: string): Promise<PreviewResult> {
    if (this.waiting >= this.limits.waiting) throw new PreviewQueueFull();
    this.waiting += 1;
    const turn = this.last.then(() => this.run({ source, target, extension }));
    this.last = turn.catch(() => undefined);
    return turn.finally(() => (this.waiting -= 1));
  }

  /** Ends the child after the files that wait. */
  async close(): Promise<void> {
    await this.last;
    await this.child?.kill();
    this.child = undefined;
  }

  private async run(job: PreviewJob): Promise<PreviewResult> {
    await access(job.source, constants.R_OK);
    if (!this.child?.alive) this.child = new PreviewProcess(this.limits.megabytes, this.limits.programs);

    const answer = await this.child.run(job, this.limits.seconds);
    if (answer === 'crashed' || answer === 'timeout') {
      await this.child.kill();
      return { ok: false, reason: answer };
    }
    if ('failure' in answer) throw new Error(answer.failure);
    return answer;
  }
}

/** The one of this process. */
export const previewMaker = new PreviewMaker();
