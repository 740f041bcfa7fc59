import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Settings } from '#config/settings';
import type { Actor } from '#libs/authorization/actor';
import { Dictionary } from '#libs/i18n/words';
import { renderReport } from '#libs/pdf/index';
import { CaseAttachments, type CaseAttachment } from '../attachments/index.js';
import { CaseDocuments, CaseHistoryReader } from '../cases/index.js';
import { CaseMessages } from '../discussions/index.js';
import { inLanguage, Specialties } from '../specialties/index.js';
import { caseReport } from './case-report.js';
import { versionOf, type ChangingParts } from './case-version.js';
import { PdfNotMade } from './export.errors.js';
import { ExportFolders } from './export-folders.js';
import { isLarge } from './large-case.js';
import { LONG_AGO } from './paper-clock.js';
import { pictureForPrint } from './picture-for-print.js';
import { printedWhole, type PrintedFile } from './printed-file.js';
import { Slots } from './slots.js';

/** PDFs that are made at once. */
const AT_ONCE = 2;
/** For one that a browser waits for, in milliseconds: until its turn comes, and for setting its pages. */
const AT_A_BROWSER: Patience = { wait: 30_000, milliseconds: 120_000, isPutOff: false };

/** A PDF on the disk; it goes when it is disposed of. */
export interface MadePdf extends AsyncDisposable {
  readonly path: string;
  readonly bytes: number;
  /** It shows the case as it was then, and what `version` says of it. */
  readonly asOf: Date;
  readonly version: string;
}

/** How long a PDF may take, in milliseconds, and who hears of it. */
export interface Patience {
  /** Until its turn comes. */
  readonly wait: number;
  /** For setting the pages. */
  readonly milliseconds: number;
  /** Whether a process that is to end leaves it to the next one, rather than wait minutes for it. */
  readonly isPutOff: boolean;
  /** Is told after each file how many of how many are ready. */
  progressed?(done: number, all: number): Promise<void>;
}

/** Of one that a job makes. */
export const UNHURRIED: Patience = { wait: 600_000, milliseconds: 600_000, isPutOff: true };

/** What one PDF is made of, and where. */
interface Work extends ChangingParts {
  readonly asOf: Date;
  readonly folder: string;
  readonly patience: Patience;
}

/** Makes PDFs of cases. The reader has been let through already. */
@Injectable()
export class CasePdfs implements OnModuleDestroy {
  private readonly slots = new Slots(AT_ONCE);
  private readonly ending = new AbortController();

  constructor(
    private readonly documents: CaseDocuments,
    private readonly history: CaseHistoryReader,
    private readonly messages: CaseMessages,
    private readonly attachments: CaseAttachments,
    private readonly specialties: Specialties,
    private readonly dictionary: Dictionary,
    private readonly folders: ExportFolders,
    private readonly settings: Settings,
  ) {}

  onModuleDestroy(): void {
    this.ending.abort();
  }

  /** The case as it is now, in the language of the actor. @throws ServiceUnavailableException when too many are being made; PdfNotMade; what the disk says */
  make(caseId: string, actor: Actor, patience = AT_A_BROWSER): Promise<MadePdf> {
    return this.slots.run(async () => {
      const folder = await this.folders.create();
      try {
        const path = join(folder, 'case.pdf');
        const asOf = new Date();
        const parts = await this.changingParts(caseId);
        const made = await renderReport(await this.report(caseId, actor, { ...parts, asOf, folder, patience }), path, { milliseconds: patience.milliseconds, signal: patience.isPutOff ? this.ending.signal : undefined });
        if (!made.ok) throw new PdfNotMade(made.reason);
        return { path, bytes: made.bytes, asOf, version: versionOf(parts, actor), [Symbol.asyncDispose]: () => this.folders.remove(folder) };
      } catch (error) {
        await this.folders.remove(folder);
        throw error;
      }
    }, patience.wait);
  }

  /** What a PDF of the case would be made of now: its version for this reader, and how many files. */
  async outlook(caseId: string, actor: Actor): Promise<{ version: string; files: number; isLarge: boolean }> {
    const parts = await this.changingParts(caseId);
    return { version: versionOf(parts, actor), files: parts.files.length, isLarge: isLarge(parts.files, this.embedBytes) };
  }

  /** Whether it is made in the background. */
  async isLarge(caseId: string): Promise<boolean> {
    return isLarge(await this.attachments.of(caseId), this.embedBytes);
  }

  private async changingParts(caseId: string): Promise<ChangingParts> {
    return { history: await this.history.of(caseId), messages: await this.messages.of(caseId), files: await this.attachments.of(caseId) };
  }

  private async report(caseId: string, actor: Actor, { history, messages, files, asOf, folder, patience }: Work) {
    const kase = {
      document: await this.documents.of(caseId, actor, LONG_AGO),
      history,
      messages,
      files: await this.print(files, actor, folder, patience),
      actor,
      now: asOf,
      embedBytes: this.embedBytes,
    };
    return caseReport(kase, (specialty) => this.specialties.nameOf(specialty, actor.language), this.dictionary.in(actor.language));
  }

  /** One file after the other: the PDFs of others, and the pages, go on meanwhile. */
  private async print(originals: readonly CaseAttachment[], actor: Actor, folder: string, patience: Patience): Promise<PrintedFile[]> {
    const files: PrintedFile[] = [];
    for (const file of originals) {
      if (patience.isPutOff && this.ending.signal.aborted) throw new PdfNotMade('stopped');
      const pictures = file.isPicture && file.hasPreview ? await this.pictures(file, folder) : [];
      const isThere = !file.isQuarantined && (pictures.length === file.pages || await this.attachments.isThere(file));
      files.push({ ...file, path: join(folder, file.id), isThere, view: this.viewName(file.view, actor), pictures });
      await patience.progressed?.(files.length, originals.length);
    }
    for (const { id, path } of printedWhole(files, this.embedBytes)) await this.attachments.copyTo(originals.find((one) => one.id === id)!, path);
    return files;
  }

  /** Of its pages, in their order; those whose previews were lost are not among them. */
  private async pictures(file: CaseAttachment, folder: string): Promise<string[]> {
    const made: string[] = [];
    for (let page = 1; page <= file.pagesShown; page += 1) {
      const target = join(folder, `${file.id}-${page}.jpg`);
      const picture = await this.attachments.page(file, page).then(pictureForPrint).catch(() => undefined);
      if (!picture) continue;
      // What can't be written, as the disk is full, must not be left out silently.
      await writeFile(target, picture);
      made.push(target);
    }
    return made;
  }

  private get embedBytes(): number {
    return this.settings.PDF_EMBED_MAX_MB * 1_000_000;
  }

  /** A picture beyond those of a checklist has no name of its own. */
  private viewName(key: string | null, { language }: Actor): string {
    const views = this.specialties.all(language).flatMap(({ code }) => this.specialties.pictureChecklist(code)?.views ?? []);
    const view = views.find((one) => one.key === key);
    return view ? inLanguage(view.name, language) : '';
  }
}
