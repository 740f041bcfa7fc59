import type { Settings } from '#config/settings';
import { DiskStore } from './disk-store.js';
import type { FileStore } from './file-store.js';
import { S3Store } from './s3-store.js';

export const STORES = ['disk', 's3'] as const;
export type StoreName = (typeof STORES)[number];

/** The stores of this installation. Files come in on the disk, and those of the chosen store go on to it. */
export class Stores {
  constructor(
    readonly disk: DiskStore,
    private readonly s3: S3Store | undefined,
    /** Where files stay. */
    readonly chosen: StoreName,
  ) {}

  static of(settings: Settings): Stores {
    return new Stores(new DiskStore(settings.inDataDir('files')), settings.s3 && new S3Store(settings.s3), settings.FILE_STORE);
  }

  /** @throws Error with a sentence that says what to do, when it is not set up */
  get(name: StoreName): FileStore {
    const store = name === 'disk' ? this.disk : this.s3;
    if (!store) throw new Error('There is no S3 store: set S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.');
    return store;
  }

  get all(): { readonly name: StoreName; readonly store: FileStore }[] {
    return STORES.filter((name) => name === 'disk' || this.s3).map((name) => ({ name, store: this.get(name) }));
  }
}
