/** Bytes of a block. Each write costs as much as copying some 100 kB does: what the link brings in small pieces is written in large ones. */
const BLOCK = 524_288;
/** Blocks that wait for the next upload, at most. */
const MOST_IDLE = 16;

const idle: Buffer[] = [];
/** Shared, so that another thread reads it where it is. */
const aBlock = (): Buffer => idle.pop() ?? Buffer.from(new SharedArrayBuffer(BLOCK));

/** Gathers small pieces into blocks: while one is being seen to, the next one fills. Holds two blocks at most. */
export class Blocks implements AsyncDisposable {
  private filling: Buffer | undefined;
  private filled = 0;
  private underWay: Promise<unknown> = Promise.resolve();

  /** @param see what happens to a block, which is its own until then */
  constructor(private readonly see: (block: Buffer) => Promise<unknown>) {}

  /** @param piece nobody else's: its memory is given back @throws whatever became of the block before */
  async add(piece: Buffer): Promise<void> {
    for (let at = 0; at < piece.length;) {
      this.filling ??= aBlock();
      const copied = piece.copy(this.filling, this.filled, at);
      at += copied;
      this.filled += copied;
      if (this.filled === BLOCK) await this.send();
    }
    giveBack(piece);
  }

  /** Answers once all of it was seen to. @throws whatever became of it */
  async flush(): Promise<void> {
    if (this.filled > 0) await this.send();
    await this.underWay;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.underWay.catch(() => undefined);
    if (this.filling) putAside(this.filling);
  }

  private async send(): Promise<void> {
    await this.underWay;
    const block = this.filling!;
    this.underWay = this.see(block.subarray(0, this.filled)).finally(() => putAside(block));
    this.underWay.catch(() => undefined); // it is heard of at the next block, or at the end
    this.filling = undefined;
    this.filled = 0;
  }
}

function putAside(block: Buffer): void {
  if (idle.length < MOST_IDLE) idle.push(block);
}

/** At once: left to the garbage collector, what a large file brings makes it look through the whole heap, over and over. */
function giveBack({ buffer, length }: Buffer): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === length) buffer.transfer(0);
}
