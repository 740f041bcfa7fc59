import { DataStore, Upload as TusUpload } from '@tus/server';
import { DAYS_OF_AN_UPLOAD } from '../../cases/index.js';
import { UploadNotFound, type Upload } from './upload.js';

/** What a request may do with the uploads of a person. */
export interface TusDeeds {
  create(upload: Pick<Upload, 'id' | 'name' | 'bytes' | 'messageId'>): Promise<Upload>;
  find(id: string): Promise<Upload | undefined>;
  /** Takes the body of the request. @returns how many bytes there are now */
  write(upload: Upload): Promise<number>;
  discard(upload: Upload): Promise<void>;
}

/** Our uploads, as `@tus/server` asks for them: one for each request, which knows who asks. */
export class TusStore extends DataStore {
  override extensions = ['creation', 'creation-with-upload', 'termination', 'checksum', 'expiration'];

  /** As it is since this request alone may write it. */
  private held: Upload | undefined;

  constructor(private readonly deeds: TusDeeds) {
    super();
  }

  override async create(file: TusUpload): Promise<TusUpload> {
    this.held = await this.deeds.create({ id: file.id, name: file.metadata?.filename ?? '', bytes: file.size!, messageId: file.metadata?.message ?? null });
    file.creation_date = this.held.lastActivityAt.toISOString();
    return file;
  }

  override async getUpload(id: string): Promise<TusUpload> {
    this.held = await this.find(id);
    const { bytes: size, received: offset, name: filename, reference, lastActivityAt } = this.held;
    // It expires so long after the last byte, which the protocol's library takes for the day of its creation.
    return new TusUpload({ id, size, offset, metadata: { filename, case: reference }, creation_date: lastActivityAt.toISOString() });
  }

  override async write(_: unknown, id: string): Promise<number> {
    return this.deeds.write(this.held ?? (await this.find(id)));
  }

  override async remove(id: string): Promise<void> {
    await this.deeds.discard(await this.find(id));
  }

  override getExpiration(): number {
    return DAYS_OF_AN_UPLOAD * 86_400_000;
  }

  private async find(id: string): Promise<Upload> {
    const found = await this.deeds.find(id);
    if (!found) throw new UploadNotFound();
    return found;
  }
}
