import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

const READ_AT_ONCE = 1_048_576;
/** After so many bytes the disk is asked to begin with them, so that little is left to wait for at the end. */
const BEGIN_AFTER = 4_194_304;

/** A file on the disk that grows at its end, by parts that are certain only after `sync`. */
export class AppendFile {
  /** What the disk has been asked to do beside what still comes. It tells of a failure once, which is kept for whoever asks next. */
  private begun: Promise<void> = Promise.resolve();
  private isBusy = false;
  private begunAt: number;

  private constructor(
    private readonly file: FileHandle,
    private end: number,
  ) {
    this.begunAt = end;
  }

  /**
   * Opens a file of which `length` bytes are certain; whatever lies behind them is cut off, as nobody has answered for it.
   * One that should be empty is made. @throws Error when bytes are missing; whatever the disk says
   */
  static async open(path: string, length: number): Promise<AppendFile> {
    const flags = constants.O_RDWR | (length === 0 ? constants.O_CREAT : 0);
    const file = await open(path, flags, 0o600);
    try {
      const { size } = await file.stat();
      if (size < length) throw new Error(`Of a file of ${length} bytes only ${size} are there`);
      if (size > length) await file.truncate(length);
      return new AppendFile(file, length);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  get length(): number {
    return this.end;
  }

  /** @throws ENOSPC when the disk is full; the length is then what it was */
  async append(bytes: Buffer): Promise<void> {
    for (let written = 0; written < bytes.length; ) {
      written += (await this.file.write(bytes, written, bytes.length - written, this.end + written)).bytesWritten;
    }
    this.end += bytes.length;
    if (this.end - this.begunAt >= BEGIN_AFTER) this.beginToSync();
  }

  /** Answers once all of it survives a power cut. */
  async sync(): Promise<void> {
    await this.begun;
    this.begunAt = this.end;
    await this.file.datasync();
  }

  async truncate(length: number): Promise<void> {
    await this.file.truncate(length);
    this.end = length;
  }

  /** All of it, from the start. */
  async *read(): AsyncGenerator<Buffer> {
    for (let at = 0; at < this.end; ) {
      const { buffer, bytesRead } = await this.file.read(Buffer.allocUnsafe(Math.min(READ_AT_ONCE, this.end - at)), 0, undefined, at);
      if (bytesRead === 0) throw new Error('The file has become shorter');
      yield buffer.subarray(0, bytesRead);
      at += bytesRead;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.begun.catch(() => undefined);
    await this.file.close();
  }

  private beginToSync(): void {
    if (this.isBusy) return;
    this.isBusy = true;
    this.begunAt = this.end;
    const done = this.file.datasync().finally(() => { this.isBusy = false; });
    this.begun = this.begun.then(() => done);
    this.begun.catch(() => undefined);
  }
}
