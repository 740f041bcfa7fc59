import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { DataSource, type EntityManager } from 'typeorm';
import { FileMissing, type FileStore } from '#libs/storage/file-store';
import { Stores, type StoreName } from '#libs/storage/stores';
import type { Attachment } from '../attachment.js';

export type Movable = Pick<Attachment, 'id' | 'storageKey' | 'store' | 'sha256'>;

/** `gone`: removed, or moved by somebody else meanwhile. `missing`, `wrong`: it is not where or what its row says, and stays so. */
export type Moved = 'moved' | 'gone' | 'missing' | 'wrong';

/**
 * Moves files from one store to another while they are read. Cut short anywhere, each is whole in at least one of them,
 * and its row names one that has it; moved again, it goes on. The old copy goes to the trash once the new one has been
 * read back and is right.
 */
@Injectable()
export class Mover {
  constructor(
    private readonly dataSource: DataSource,
    private readonly stores: Stores,
  ) {}

  /** @throws StoreAway; Error when what was written reads back as something else */
  async move({ id, storageKey: key, store: from, sha256 }: Movable, to: StoreName): Promise<Moved> {
    const [source, target] = [this.stores.get(from), this.stores.get(to)];
    if ((await hashIn(target, key)) !== sha256) {
      const copied = await this.copy(key, source, target);
      if (copied === undefined) return (await this.locked(id, key, async (store) => store === from)) ? 'missing' : 'gone';
      if (copied !== sha256) return (await this.locked(id, key, async (store) => store === from && (await target.discard(key), true))) ? 'wrong' : 'gone';
      if ((await hashIn(target, key)) !== sha256) throw new Error(`The file ${id} reads back from the store ${to} as something else`);
    }
    if (!(await this.settle(id, key, from, to))) return 'gone';
    await this.locked(id, key, async (store) => void (store === to && (await source.discard(key))));
    return 'moved';
  }

  /** @returns the hash of what was copied; undefined when there was nothing */
  private async copy(key: string, source: FileStore, target: FileStore): Promise<string | undefined> {
    const opened = await source.open(key).catch(unlessMissing);
    if (!opened) return undefined;
    const hash = createHash('sha256');
    await target.put(key, Readable.from(hashed(opened, hash), { objectMode: false }));
    return hash.digest('hex');
  }

  /** Lets the row name the new store. @returns false when it is somebody else's by now */
  private settle(id: string, key: string, from: StoreName, to: StoreName): Promise<boolean> {
    return this.locked(id, key, async (store, manager) => {
      const target = this.stores.get(to);
      if (store === undefined) await target.remove(key);
      // Whoever moves it the other way may have taken the copy away again.
      if (store !== from || (await target.size(key)) === undefined) return false;
      await manager.query(`update attachments set store = $2 where id = $1`, [id, to]);
      return true;
    });
  }

  /** Does something while nobody else can say where the file is. @param work is told the store of the row; undefined when it is gone, or has other bytes by now: an original in the place of its reduced copy */
  private locked<Result>(id: string, key: string, work: (store: StoreName | undefined, manager: EntityManager) => Promise<Result>): Promise<Result> {
    return this.dataSource.transaction(async (manager) => {
      const [row] = await manager.query<{ store: StoreName }[]>(`select store from attachments where id = $1 and storage_key = $2 for update`, [id, key]);
      return work(row?.store, manager);
    });
  }
}

async function* hashed(source: Readable, hash: ReturnType<typeof createHash>): AsyncGenerator<Buffer> {
  for await (const chunk of source as AsyncIterable<Buffer>) {
    hash.update(chunk);
    yield chunk;
  }
}

/** SHA-256 of a file of a store, 64 hexadecimal digits; undefined when it is not there. */
export async function hashIn(store: FileStore, key: string): Promise<string | undefined> {
  const source = await store.open(key).catch(unlessMissing);
  if (!source) return undefined;
  const hash = createHash('sha256');
  for await (const chunk of source as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
}

function unlessMissing(error: unknown): undefined {
  if (!(error instanceof FileMissing)) throw error;
}
