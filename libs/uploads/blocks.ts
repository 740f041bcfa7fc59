/** Bytes of a block. Each write costs as much as copying some 100 kB does: what the link brings in small pieces is written in large ones. */
const BLOCK = 524_288;
/** Blocks of one upload that are seen to at once: so nobody who does waits for the next one. */
const UNDER_WAY = 2;
/** Blocks that wait for the next upload, at most. */
const MOST_IDLE = 16;

const idle: Buffer[] = [];
/** Shared, so that another thread reads it where it is. */
const aBlock = (): Buffer => idle.pop() ?? Buffer.from(new SharedArrayBuffer(BLOCK));

/** Gathers small pieces into blocks: while some are being seen to, the next one fills. */
export class Blocks implements AsyncDisposable {
  private filling: Buffer | undefined;
  private filled = 0;
  private readonly underWay: Promise<unknown>[] = [];

  /** @param see what happens to a block, which is its own until then; it may be given the next one before */
  constructor(private readonly see: (block: Buffer) => Promise<unknown>) {}

  /** @param piece nobody else's: its memory is given back @throws whatever became of blocks before */
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
    await Promise.all(this.underWay.splice(0));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.allSettled(this.underWay);
    if (this.filling) putAside(this.filling);
  }

  private async send(): Promise<void> {
    if (this.underWay.length === UNDER_WAY) await this.underWay.shift();
    const block = this.filling!;
    const seen = this.see(block.subarray(0, this.filled)).finally(() => putAside(block));
    seen.catch(() => undefined); // it is heard of at a later block, or at the end
    this.underWay.push(seen);
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
