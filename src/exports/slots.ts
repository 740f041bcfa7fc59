import { ServiceUnavailableException } from '@nestjs/common';

/** Lets a few pieces of work run at once; the others wait their turn, the first come first, for a limited time. */
export class Slots {
  private free: number;
  private readonly queue: (() => void)[] = [];

  constructor(slots: number) {
    this.free = slots;
  }

  /** @param wait milliseconds that it may wait for its turn @throws ServiceUnavailableException when its turn did not come in time */
  async run<Result>(work: () => Promise<Result>, wait: number): Promise<Result> {
    await this.turn(wait);
    try {
      return await work();
    } finally {
      const next = this.queue.shift();
      if (next) next();
      else this.free += 1;
    }
  }

  private async turn(wait: number): Promise<void> {
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
      const timer = setTimeout(giveUp, wait);
      this.queue.push(begin);
    });
  }
}
