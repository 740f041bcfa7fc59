import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { crc32 } from 'node:zlib';
import type { Attachment } from './attachment.js';
import { oneByOne } from './one-by-one.js';
import { Originals } from './originals.js';

type Unsummed = Pick<Attachment, 'id' | 'storageKey' | 'store'>;

/** CRC-32 of files. Most are known since the file came; the others are reckoned when they are first needed, or at night. */
@Injectable()
export class Checksums {
  private readonly logger = new Logger(Checksums.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly originals: Originals,
  ) {}

  /** The files, each with its sum. @throws FileMissing when one has neither a sum nor bytes */
  async withSums(files: readonly Attachment[]): Promise<(Attachment & { readonly crc32: number })[]> {
    const summed = [];
    for (const file of files) summed.push({ ...file, crc32: file.crc32 ?? (await this.reckon(file)) });
    return summed;
  }

  /** Those of all files that have none. Files that can't be read are left as they are; the log says how many, for a store that is away is one thing to mend. */
  async reckonMissing(): Promise<void> {
    const files = oneByOne((after, most) => this.dataSource.query<Unsummed[]>(
      `select id, storage_key as "storageKey", store from attachments where crc32 is null and id > $1 order by id limit $2`, [after, most]));
    const unread: string[] = [];
    for await (const file of files) await this.reckon(file).catch(() => unread.push(file.id));
    if (unread.length > 0) this.logger.warn(`The bytes of ${unread.length} files can't be read; one of them is ${unread[0]}`);
  }

  private async reckon({ id, ...place }: Unsummed): Promise<number> {
    let sum = 0;
    for await (const chunk of await this.originals.open(place)) sum = crc32(chunk as Buffer, sum);
    await this.dataSource.query(`update attachments set crc32 = $2 where id = $1`, [id, sum]);
    return sum;
  }
}
