import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { SumsOrder, Total } from './sums-orders.js';

const WORKER = new URL(`./sums-worker${extname(import.meta.url)}`, import.meta.url);

/** Sums that are reckoned in a thread of their own: hashing takes longer than anything else that an upload costs. */
export class SumsThread {
  private thread: Worker | undefined;
  /** Who waits for an answer, in the order of the questions. */
  private readonly waiting: ((answer: unknown) => void)[] = [];
  private last = 0;

  /** @param isForZip whether CRC-32 is reckoned too */
  begin(algorithm: string, isForZip = false): Tally {
    const tally = (this.last += 1);
    this.tell({ do: 'begin', tally, algorithm, isForZip });
    return new Tally(this, tally, 0);
  }

  copy(from: Tally): Tally {
    const tally = (this.last += 1);
    this.tell({ do: 'copy', tally, from: from.id });
    return new Tally(this, tally, from.length);
  }

  /** Adds bytes to all of them, and answers when they may be changed again. Memory that is shared is not copied. */
  async add(tallies: readonly Tally[], bytes: Uint8Array): Promise<void> {
    for (const tally of tallies) tally.length += bytes.length;
    await this.ask({ do: 'add', tallies: tallies.map(({ id }) => id), bytes });
  }

  ask(order: SumsOrder): Promise<unknown> {
    const answered = new Promise((resolve) => this.waiting.push(resolve));
    this.tell(order);
    return answered;
  }

  /** Started when it is needed; an error in it ends the process, as anywhere else. */
  tell(order: SumsOrder): void {
    this.thread ??= this.started();
    this.thread.postMessage(order);
  }

  async stop(): Promise<void> {
    await this.thread?.terminate();
  }

  private started(): Worker {
    const thread = new Worker(WORKER);
    thread.on('message', (answer) => this.waiting.shift()!(answer));
    thread.unref();
    return thread;
  }
}

/** One sum in the making; whoever holds it disposes of it. */
export class Tally implements Disposable {
  constructor(
    private readonly thread: SumsThread,
    readonly id: number,
    /** How many bytes it has. */
    public length: number,
  ) {}

  copy(): Tally {
    return this.thread.copy(this);
  }

  /** To be asked once, at the end. */
  async finish(): Promise<Total> {
    return (await this.thread.ask({ do: 'finish', tally: this.id })) as Total;
  }

  [Symbol.dispose](): void {
    this.thread.tell({ do: 'forget', tally: this.id });
  }
}
