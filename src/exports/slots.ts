import { ServiceUnavailableException } from '@nestjs/common';

/** Lets a few pieces of work run at once; the others wait their turn, the first come first, for a limited time. */
export class Slots {
  private free: number;
  private readonly queue: (() => void)[] = [];

  /** @param wait milliseconds that a piece of work may wait for its turn */
  constructor(slots: number, private readonly wait: number) {
    this.free = slots;
  }

  /** @throws ServiceUnavailableException when its turn did not come in time */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.turn();
    try {
      return await work();
    } finally {
      const next = this.queue.shift();
      if (next) next();
      else this.free += 1;
    }
  }

  private async turn(): Promise<void> {
    if (this.free > 0) {
      this.free -= 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const begin = () => {
        clearTimeout(timer);
        resolve();
      };
      const giveUp = () => {
        this.queue.splice(this.queue.indexOf(begin), 1);
        reject(new ServiceUnavailableException());
      };
      const timer = setTimeout(giveUp, this.wait);
      this.queue.push(begin);
    });
  }
}
