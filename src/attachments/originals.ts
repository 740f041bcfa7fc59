import { Injectable } from '@nestjs/common';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { ByteRange, FileStore } from '#libs/storage/file-store';
import { Stores } from '#libs/storage/stores';
import type { Attachment } from './attachment.js';

/** Where the bytes of a file are. */
export type Place = Pick<Attachment, 'storageKey' | 'store'>;

/** The originals of files, in whichever store they are. One that is being moved is found in the other. */
@Injectable()
export class Originals {
  constructor(private readonly stores: Stores) {}

  /** The bytes, or a part of them. @throws FileMissing, StoreAway before the first byte */
  open(file: Place, range?: ByteRange): Promise<Readable> {
    return this.first(file, (store) => store.open(file.storageKey, range));
  }

  /** Puts one at a path of this machine, over what is there. It is to be read only. @throws FileMissing, StoreAway */
  async copyTo(file: Place, path: string): Promise<void> {
    await rm(path, { force: true });
    await this.first(file, (store) => store.copyTo(file.storageKey, path));
  }

  /** @throws StoreAway when that can't be said */
  async isThere(file: Place): Promise<boolean> {
    for (const store of this.from(file)) if ((await store.size(file.storageKey)) !== undefined) return true;
    return false;
  }

  /** Before an answer begins that will need all of these. @throws StoreAway when one of their stores can't be asked */
  async assertAnswering(files: readonly Place[]): Promise<void> {
    for (const name of new Set(files.map(({ store }) => store))) {
      await this.stores.get(name).size(files.find(({ store }) => store === name)!.storageKey);
    }
  }

  /** Removes one for good, wherever it is. */
  async remove(key: string): Promise<void> {
    for (const { store } of this.stores.all) await store.remove(key);
  }

  /** What the store says that the row names, unless another one knows better. */
  private async first<Result>(file: Place, ask: (store: FileStore) => Promise<Result>): Promise<Result> {
    let said: unknown;
    for (const store of this.from(file)) {
      try {
        return await ask(store);
      } catch (error) {
        said ??= error;
      }
    }
    throw said;
  }

  /** The store that the row names, then the others. */
  private from({ store }: Place): FileStore[] {
    const named = this.stores.get(store);
    return [named, ...this.stores.all.map((one) => one.store).filter((one) => one !== named)];
  }
}
