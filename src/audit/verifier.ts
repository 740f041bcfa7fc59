import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditKey } from './proof.js';
import { beginningOf, lastRow, macOf, sealAt, type Checkpoint } from './checkpoint.js';
import { Checkpoints } from './checkpoints.js';
import { FindingList, type Findings } from './findings.js';
import { isAsSealed, SealedRows } from './sealed-rows.js';

export interface Verification {
  readonly rowCount: number;
  readonly findings: Findings;
}

/** Reads the whole access log and says of each row whether it is as it was written, and which are gone or were put in. */
@Injectable()
export class Verifier {
  constructor(
    private readonly dataSource: DataSource,
    private readonly checkpoints: Checkpoints,
    private readonly key: AuditKey,
  ) {}

  /** Rows of the last minute that no checkpoint covers yet are checked by their seal alone. */
  async run(): Promise<Verification> {
    const found = new FindingList();
    for (const { from, to } of await this.checkpoints.lostSince()) found.add('missing', from, to);

    const rows = new SealedRows(this.dataSource);
    let rowCount = 0;
    let previous: Checkpoint | undefined;
    for await (const checkpoint of this.checkpoints.all()) {
      rowCount += await this.compare(rows, checkpoint, previous, found);
      previous = checkpoint;
    }
    for await (const row of rows.upTo(Infinity)) {
      rowCount++;
      if (!isAsSealed(this.key.bytes, row)) found.add('changed', Number(row.id));
    }
    return { rowCount, findings: found.result };
  }

  /** @returns the rows that were read */
  private async compare(rows: SealedRows, checkpoint: Checkpoint, previous: Checkpoint | undefined, found: FindingList): Promise<number> {
    const isOurs = macOf(this.key.bytes, checkpoint).equals(checkpoint.mac);
    const isNext = previous ? checkpoint.previous?.equals(previous.mac) : checkpoint.previous === null;
    const provenFrom = !isOurs ? Infinity : isNext ? -Infinity : checkpoint.rows[0]!;
    if (provenFrom > 0) found.add('unproven', previous ? lastRow(previous) + 1 : 1, Math.min(provenFrom - 1, lastRow(checkpoint)));

    const expected = new Map(checkpoint.rows.map((id, at) => [id, sealAt(checkpoint, at)]));
    let rowCount = 0;
    for await (const row of rows.upTo(lastRow(checkpoint))) {
      rowCount++;
      const id = Number(row.id);
      const seal = expected.get(id);
      if (!isAsSealed(this.key.bytes, row) || (isOurs && seal && !seal.equals(beginningOf(row.seal)))) found.add('changed', id);
      else if (!seal && id >= provenFrom) found.add('added', id);
      expected.delete(id);
    }
    if (isOurs) for (const id of expected.keys()) found.add('missing', id);
    return rowCount;
  }
}
