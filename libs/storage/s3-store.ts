import type { S3Client } from '@aws-sdk/client-s3';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { assertKey, DAY, DAYS_IN_TRASH, FileMissing, FileStore, isKey, type ByteRange, type ListedFile } from './file-store.js';
import { goOn, type Answer } from './go-on.js';
import { connect, understood, type S3Account } from './s3-account.js';

const TRASH = 'trash/';
/** The least that S3 takes as a part of a file, and how many parts are on their way at once: what a file has in memory. */
const PART = { bytes: 5 * 1024 * 1024, atOnce: 2 };
/** Milliseconds for the first byte of an answer, each time it is asked for. */
const SOON = { requestTimeout: 10_000 };

/** Files in a bucket of any server that speaks S3. The bucket is for nothing else. The library is loaded when it is first needed. */
export class S3Store extends FileStore {
  private connection: Promise<{ readonly s3: typeof import('@aws-sdk/client-s3'); readonly client: S3Client }> | undefined;

  constructor(private readonly account: S3Account) {
    super();
  }

  async put(key: string, source: Readable): Promise<void> {
    assertKey(key);
    const { client } = await this.connected();
    const { Upload } = await import('@aws-sdk/lib-storage');
    let broken: unknown;
    source.once('error', (error) => (broken = error));
    const upload = new Upload({ client, params: { ...this.at(key), Body: source }, partSize: PART.bytes, queueSize: PART.atOnce });
    await upload.done().catch((error: unknown) => {
      source.destroy();
      throw broken ?? understood(error);
    });
  }

  async open(key: string, range?: ByteRange): Promise<Readable> {
    assertKey(key);
    const answer = (start: number) => this.answer(key, start, range?.end);
    const first = await answer(range?.start ?? 0);
    return Readable.from(goOn(first, (read) => answer((range?.start ?? 0) + read)), { objectMode: false });
  }

  async size(key: string): Promise<number | undefined> {
    assertKey(key);
    return this.ask(({ s3, client }) => client.send(new s3.HeadObjectCommand(this.at(key)), SOON)).then(
      ({ ContentLength }) => ContentLength,
      (error: unknown) => {
        if (!(error instanceof FileMissing)) throw error;
        return undefined;
      },
    );
  }

  async *list(): AsyncGenerator<ListedFile> {
    for await (const file of this.listed('')) if (isKey(file.key)) yield file;
  }

  /** As a new object, so that its time counts from now on. */
  async discard(key: string): Promise<void> {
    assertKey(key);
    if ((await this.size(key)) === undefined) return;
    const { bucket: Bucket } = this.account;
    await this.ask(({ s3, client }) => client.send(new s3.CopyObjectCommand({ Bucket, Key: `${TRASH}${basename(key)}`, CopySource: `${Bucket}/${key}` })));
    await this.remove(key);
  }

  async remove(key: string): Promise<void> {
    assertKey(key);
    await this.delete(key);
  }

  async tidy(now = new Date()): Promise<void> {
    for await (const { key, since } of this.listed(TRASH)) if (now.getTime() - since.getTime() > DAYS_IN_TRASH * DAY) await this.delete(key);
    const { bucket: Bucket } = this.account;
    const { Uploads = [] } = await this.ask(({ s3, client }) => client.send(new s3.ListMultipartUploadsCommand({ Bucket })));
    for (const { Key, UploadId, Initiated } of Uploads) {
      if (now.getTime() - Initiated!.getTime() > DAY) await this.ask(({ s3, client }) => client.send(new s3.AbortMultipartUploadCommand({ Bucket, Key, UploadId })));
    }
  }

  private async answer(key: string, start: number, end?: number): Promise<Answer> {
    const Range = start === 0 && end === undefined ? undefined : `bytes=${start}-${end ?? ''}`;
    const { Body, ContentLength } = await this.ask(({ s3, client }) => client.send(new s3.GetObjectCommand({ ...this.at(key), Range }), SOON));
    return { body: Body as Readable, bytes: ContentLength! };
  }

  private async *listed(Prefix: string): AsyncGenerator<ListedFile> {
    for (let ContinuationToken: string | undefined, hasMore = true; hasMore; ) {
      const page = await this.ask(({ s3, client }) => client.send(new s3.ListObjectsV2Command({ Bucket: this.account.bucket, Prefix, ContinuationToken }), SOON));
      for (const { Key, Size, LastModified } of page.Contents ?? []) yield { key: Key!, bytes: Size!, since: LastModified! };
      ContinuationToken = page.NextContinuationToken;
      hasMore = ContinuationToken !== undefined;
    }
  }

  private async delete(Key: string): Promise<void> {
    await this.ask(({ s3, client }) => client.send(new s3.DeleteObjectCommand({ Bucket: this.account.bucket, Key }), SOON));
  }

  private async ask<Reply>(question: (connection: Awaited<NonNullable<typeof this.connection>>) => Promise<Reply>): Promise<Reply> {
    const connection = await this.connected();
    return question(connection).catch((error: unknown) => {
      throw understood(error);
    });
  }

  private connected(): NonNullable<typeof this.connection> {
    return (this.connection ??= connect(this.account));
  }

  private at(Key: string): { Bucket: string; Key: string } {
    return { Bucket: this.account.bucket, Key };
  }
}
