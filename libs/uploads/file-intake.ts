import type { Request } from 'express';
import type { StorageEngine } from 'multer';
import { finished } from 'node:stream/promises';
import { identifyFile } from '#libs/files/identify-file';
import { givenName } from '#libs/files/given-name';
import type { DiskStore } from '#libs/storage/disk-store';
import { FileTooLarge } from '#libs/storage/file-too-large';
import type { ReceivedFile } from './received-file.js';
import type { RefusedFile } from './refused-file.js';

export interface IntakeLimits {
  /** Of one file. */
  readonly maxBytes: number;
  readonly maxFiles: number;
}

type Incoming = Express.Multer.File;
type Outcome = ReceivedFile | RefusedFile;

/** Takes the files of one form, each by itself: what is wrong with one does not touch the others. */
export class FileIntake implements StorageEngine {
  /** In the order of the form; files are looked at while the next ones come in. */
  private readonly outcomes: Outcome[] = [];
  private readonly underWay: Promise<void>[] = [];

  constructor(
    private readonly store: DiskStore,
    private readonly limits: IntakeLimits,
  ) {}

  get files(): ReceivedFile[] {
    return this.outcomes.filter((outcome) => 'key' in outcome);
  }

  get refused(): RefusedFile[] {
    return this.outcomes.filter((outcome) => 'reason' in outcome);
  }

  /** Called by multer for each file, as its first bytes arrive. */
  _handleFile(_: Request, file: Incoming, done: (error?: unknown, info?: Partial<Incoming>) => void): void {
    const place = this.underWay.length;
    const taken = place < this.limits.maxFiles ? this.take(file) : this.pass(file);
    this.underWay.push(taken.then((outcome) => void (this.outcomes[place] = outcome)).then(() => done(null, {}), done));
  }

  /** Called by multer when the form turns out to be broken: `discard` sees to all of them. */
  _removeFile(_: Request, __: Incoming, done: (error: Error | null) => void): void {
    done(null);
  }

  /** Waits for what is under way, then removes all of it. */
  async discard(): Promise<void> {
    await Promise.all(this.underWay);
    for (const { key } of this.files) await this.store.remove(key);
  }

  private async take({ stream, fieldname: field, originalname }: Incoming): Promise<Outcome> {
    const name = givenName(originalname);
    try {
      const stored = await this.store.receive(stream, this.limits);
      const identified = await identifyFile(this.store.pathOf(stored.key), name);
      if (identified.ok) return { ...stored, field, name, identified };
      await this.store.remove(stored.key);
      return { field, name, reason: identified.reason, claimed: identified.claimed, found: identified.found };
    } catch (error) {
      if (!(error instanceof FileTooLarge)) throw error;
      await drain(stream);
      return { field, name, reason: 'too-large', claimed: '', found: '' };
    }
  }

  private async pass({ stream, fieldname: field, originalname }: Incoming): Promise<RefusedFile> {
    await drain(stream);
    return { field, name: givenName(originalname), reason: 'too-many', claimed: '', found: '' };
  }
}

/** Reads what is left and drops it, so that the form goes on behind it. */
async function drain(stream: Incoming['stream']): Promise<void> {
  stream.resume();
  await finished(stream);
}
