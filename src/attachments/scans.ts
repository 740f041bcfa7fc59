import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Settings } from '#config/settings';
import { Clamd, ScannerAway, type Verdict } from '#libs/antivirus/index';
import { UnitOfWork } from '#libs/database/unit-of-work';
import type { StoreName } from '#libs/storage/stores';
import { subjectOf, writeHistory } from '../cases/index.js';
import type { ScanState } from './attachment.js';
import { FileFoundInfected } from './attachments.events.js';
import { TELECASE, named } from './attachment.log.js';
import { oneByOne } from './one-by-one.js';
import { Originals } from './originals.js';

/** A file that a scanner may be asked about. */
interface Unscanned {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly storageKey: string;
  readonly store: StoreName;
  readonly uploadedBy: string | null;
  readonly caseId: string;
  readonly reference: string;
  readonly patientId: string | null;
  readonly isDraft: boolean;
}

const UNSCANNED = `
  select a.id, a.name, a.bytes::float8 as bytes, a.storage_key as "storageKey", a.store, a.uploaded_by as "uploadedBy", c.id as "caseId", c.reference, c.patient_id as "patientId", c.state = 'draft' as "isDraft"
  from attachments a join cases c on c.id = a.case_id where a.scan_state in ('waiting', 'scanner-away')`;

/** Asks the virus scanner about files, after their rows are there: a scanner that is away holds up nobody. */
@Injectable()
export class Scans {
  private readonly scanner: Clamd | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly work: UnitOfWork,
    private readonly originals: Originals,
    private readonly settings: Settings,
  ) {
    this.scanner = settings.CLAMD_SOCKET ? new Clamd(settings.CLAMD_SOCKET) : undefined;
  }

  /** One file, unless it has been scanned, or is gone. */
  async scan(id: string): Promise<void> {
    const [file] = await this.dataSource.query<Unscanned[]>(`${UNSCANNED} and a.id = $1`, [id]);
    if (file) await this.look(file);
  }

  /** All that wait, until the scanner turns out to be away. A file that can't be read is passed over. */
  async scanWhatWaits(): Promise<void> {
    const files = oneByOne((after, most) => this.dataSource.query<Unscanned[]>(`${UNSCANNED} and a.id > $1 order by a.id limit $2`, [after, most]));
    for await (const file of files) if ((await this.look(file)) === 'scanner-away') return;
  }

  /** What is found goes for the bytes that were looked at: an original may have come in their place meanwhile. */
  private async look(file: Unscanned): Promise<ScanState> {
    if (!this.scanner) return 'scanner-away';
    const verdict = await this.ask(this.scanner, file);
    if (verdict.state === 'infected') await this.quarantine(file, verdict.finding);
    else await this.dataSource.query(`update attachments set scan_state = $2 where id = $1 and storage_key = $3 and scan_state <> 'infected'`, [file.id, verdict.state, file.storageKey]);
    return verdict.state;
  }

  private async ask(scanner: Clamd, { bytes, storageKey, store }: Unscanned): Promise<Verdict | { state: 'scanner-away' | 'waiting' }> {
    if (bytes > this.settings.scanMaxBytes) return { state: 'too-large' };
    const source = await this.originals.open({ storageKey, store }).catch(() => undefined);
    if (!source) return { state: 'waiting' };
    return scanner.scan(source).catch((error: unknown) => {
      if (!(error instanceof ScannerAway)) throw error;
      return { state: 'scanner-away' as const };
    });
  }

  /** From here on nobody gets a byte of it; the original stays where it is, as evidence. */
  private async quarantine({ id, name, storageKey, uploadedBy, caseId, reference, patientId, isDraft }: Unscanned, finding: string): Promise<void> {
    await this.work.run(async (tx) => {
      const [, found] = await tx.manager.query<[unknown[], number]>(
        `update attachments set scan_state = 'infected', scan_finding = $2, preview_state = 'none', width = null, height = null where id = $1 and storage_key = $3 and scan_state <> 'infected'`, [id, finding, storageKey]);
      if (found === 0) return;
      tx.log({ who: TELECASE, action: 'attachment.quarantined', subject: subjectOf({ id: caseId, reference, patientId }, { what: named({ id, name }) }) });
      if (!isDraft) await writeHistory(tx, { caseId, at: new Date(), actorId: null, what: 'file-quarantined', new: name });
      await tx.record(new FileFoundInfected(null, { caseId, reference, attachmentId: id, uploadedBy }));
    });
  }
}
