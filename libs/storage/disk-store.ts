import { randomUUID } from 'node:crypto';
import { link, mkdir, open, rename, rm, stat, utimes } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppendFile } from './append-file.js';
import { assertKey, DAY, DAYS_IN_TRASH, FileMissing, FileStore, isKey, newKey, type ByteRange, type ListedFile } from './file-store.js';
import { FileTooLarge } from './file-too-large.js';
import { filesIn } from './files-in.js';
import { Sums } from './sums.js';

/** A file as it lies in the store. */
export interface StoredFile {
  readonly key: string;
  readonly bytes: number;
  /** Of the content, 64 hexadecimal digits. */
  readonly sha256: string;
  /** CRC-32 of the content, when it was reckoned on the way. */
  readonly crc32?: number;
}

/** Four times what Node reads by itself: a large file takes a fifth of the CPU less to send. */
const READ_AT_ONCE = 256 * 1024;
const TRASH = 'trash';
const DRAFTS = 'drafts';

/** Files on this machine's disk: where all of them come in, and where they stay unless another store is chosen. */
export class DiskStore extends FileStore {
  constructor(private readonly root: string) {
    super();
  }

  /**
   * Keeps what somebody sends, never in memory, and answers once it is on the disk. Whatever goes wrong, no file stays.
   * @throws FileTooLarge as soon as there is more than `maxBytes`; the rest is left in the source
   */
  async receive(source: Readable, { maxBytes = Infinity } = {}): Promise<StoredFile> {
    const key = newKey();
    const sums = new Sums();
    let bytes = 0;
    async function* measured() {
      for await (const chunk of source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > maxBytes) throw new FileTooLarge();
        sums.update(chunk);
        yield chunk;
      }
    }
    await this.write(key, measured());
    return { key, bytes, ...sums.finish() };
  }

  /** The key of a file that is still to come. */
  reserve(): string {
    return newKey();
  }

  /** Opens a file to add to its end; @param length how much of it is certain @throws as `AppendFile.open` */
  async append(key: string, length: number): Promise<AppendFile> {
    const path = this.pathOf(key);
    if (length > 0) return AppendFile.open(path, length);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const file = await AppendFile.open(path, 0);
    await this.syncFoldersOf(path);
    return file;
  }

  /** @throws Error when it is not a key of a store */
  pathOf(key: string): string {
    assertKey(key);
    return join(this.root, key);
  }

  put(key: string, source: Readable): Promise<void> {
    return this.write(key, source);
  }

  async open(key: string, range?: ByteRange): Promise<Readable> {
    const file = await open(this.pathOf(key)).catch(missing);
    return file.createReadStream({ ...range, highWaterMark: READ_AT_ONCE });
  }

  async size(key: string): Promise<number | undefined> {
    return (await stat(this.pathOf(key)).catch(unlessMissing))?.size;
  }

  async *list(): AsyncGenerator<ListedFile> {
    for await (const path of filesIn(this.root)) {
      const key = relative(this.root, path);
      const found = isKey(key) && (await stat(path).catch(unlessMissing));
      if (found) yield { key, bytes: found.size, since: found.mtime };
    }
  }

  async discard(key: string): Promise<void> {
    const to = join(this.root, TRASH, basename(key));
    const now = new Date();
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    // Its time first: it counts from here on, and a file is never in the trash with an old one.
    await utimes(this.pathOf(key), now, now).then(() => rename(this.pathOf(key), to)).catch(unlessMissing);
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  async tidy(now = new Date()): Promise<void> {
    for (const [folder, days] of [[TRASH, DAYS_IN_TRASH], [DRAFTS, 1]] as const) {
      for await (const path of filesIn(join(this.root, folder))) {
        const found = await stat(path).catch(unlessMissing);
        if (found && now.getTime() - found.mtimeMs > days * DAY) await rm(path, { force: true });
      }
    }
  }

  /** A second name of the same bytes costs nothing, and stays when the first goes. */
  override async copyTo(key: string, path: string): Promise<void> {
    await link(this.pathOf(key), path).catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? missing(error) : super.copyTo(key, path)));
  }

  /** Beside its place first, then renamed: a file that is there is whole. */
  private async write(key: string, source: AsyncIterable<Buffer>): Promise<void> {
    const path = this.pathOf(key);
    const draft = join(this.root, DRAFTS, randomUUID());
    await mkdir(dirname(draft), { recursive: true, mode: 0o700 });
    try {
      // Opened first: a stream that opens its file itself may still do so after the failure, and leave it behind.
      const file = await open(draft, 'wx', 0o600);
      await pipeline(source, file.createWriteStream({ flush: true }));
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await rename(draft, path);
      await this.syncFoldersOf(path);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }

  /** A name in a folder is durable only when the folder is, and so on up to the root. */
  private async syncFoldersOf(path: string): Promise<void> {
    for (let folder = dirname(path); folder.length >= this.root.length; folder = dirname(folder)) {
      await using handle = await open(folder);
      await handle.sync();
    }
  }
}

function missing(error: NodeJS.ErrnoException): never {
  throw error.code === 'ENOENT' ? new FileMissing('The file is not on the disk') : error;
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
