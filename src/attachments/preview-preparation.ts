import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { previewMaker, type Preview, type PreviewResult } from '#libs/images/index';
import { hasPreview, isQuarantined, type Attachment } from './attachment.js';
import { AttachmentsReader } from './attachments.reader.js';
import { Originals } from './originals.js';
import { Previews } from './previews.js';

/** Counts what previews can do. Files with an older one are looked at again at night. 2: pages, placeholders, more of DICOM, posters. 3: series, deflated DICOM. */
export const PREVIEW_VERSION = 3;
const WORKING_COPY = 'original-';
const HOUR = 3_600_000;

/** Makes the pictures that people look at, and writes down what there is to see. */
@Injectable()
export class PreviewPreparation {
  constructor(
    private readonly dataSource: DataSource,
    private readonly originals: Originals,
    private readonly previews: Previews,
    private readonly reader: AttachmentsReader,
  ) {}

  /**
   * A file of which no picture can be made is kept all the same, and so are the pictures that it has.
   * @throws when it can't be read or written
   */
  async prepare(file: Attachment): Promise<void> {
    if (isQuarantined(file)) return;
    const made = await this.make(file);
    if (!made.ok && !hasPreview(file)) await this.previews.remove(file.id);
    const isKept = made.ok ? await this.keep(file, made) : await this.noteThatNone(file);
    if (isKept) return;
    const now = await this.reader.find(file.caseId, file.id).catch(() => undefined);
    // The original came meanwhile, and its previews may lie under these; or it was taken out of its draft, or found to be infected.
    await (now && !isQuarantined(now) ? this.prepare(now) : this.previews.remove(file.id));
  }

  private async make(file: Attachment): Promise<PreviewResult> {
    const target = await this.previews.prepare(file.id);
    await removeLeftOver(target.folder);
    // Of its own: two jobs may be at work on one file, when the original has come while its reduced copy was drawn.
    const original = join(target.folder, `${WORKING_COPY}${randomUUID()}`);
    await this.originals.copyTo(file, original);
    try {
      const made = await previewMaker.makePreview(original, target, file.extension);
      if (made.ok) for (const { path } of [made.files, ...made.further].flat()) await onDisk(path);
      return made;
    } finally {
      await rm(original, { force: true });
    }
  }

  private keep(file: Attachment, { width, height, pages, further, placeholder, hasBurnedInText, series }: Preview): Promise<boolean> {
    const shown = { preview_state: 'ready', width, height, pages, pages_shown: 1 + further.length, placeholder, has_burned_in_text: hasBurnedInText, series: series?.id ?? null, series_place: series?.place ?? 0 };
    return this.change(file, shown);
  }

  private noteThatNone(file: Attachment): Promise<boolean> {
    return this.change(file, { preview_state: hasPreview(file) ? 'ready' : 'none' });
  }

  /** Writes down what there is to see. @returns false when it is not to be seen any more, or other bytes have come in the place of these */
  private async change({ id, storageKey }: Attachment, shown: Readonly<Record<string, unknown>>): Promise<boolean> {
    const columns = Object.keys(shown).map((column, at) => `${column} = $${at + 4}`);
    const [, changed] = await this.dataSource.query<[unknown[], number]>(
      `update attachments set preview_version = $2, ${columns.join(', ')} where id = $1 and storage_key = $3 and scan_state <> 'infected'`, [id, PREVIEW_VERSION, storageKey, ...Object.values(shown)]);
    return changed > 0;
  }
}

/** Working copies of jobs that were killed; no living one is that old. */
async function removeLeftOver(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(WORKING_COPY)) continue;
    const path = join(folder, name);
    const since = await stat(path).then(({ ctimeMs }) => ctimeMs, () => Infinity); // another job's, which it has just removed
    if (Date.now() - since > HOUR) await rm(path, { force: true });
  }
}

/** A preview that is said to be ready must be there after a power cut too. */
async function onDisk(path: string): Promise<void> {
  await using file = await open(path);
  await file.sync();
}
