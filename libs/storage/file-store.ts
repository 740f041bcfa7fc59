import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** First and last byte, both included, as in a Range request. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** A file as the list of a store names it. */
export interface ListedFile {
  readonly key: string;
  readonly bytes: number;
  /** When it came. */
  readonly since: Date;
}

/** There is no such file in the store. */
export class FileMissing extends Error {
  override readonly name = 'FileMissing';
}

/** The store can't be asked, or has not answered: to be tried again. Its message never has a secret. */
export class StoreAway extends Error {
  override readonly name = 'StoreAway';
}

export const DAY = 86_400_000;
export const DAYS_IN_TRASH = 35;

/**
 * Where files lie for good, each under a key that says nothing of its name or content. What it has answered for survives
 * a power cut. Files are never changed: a key has one content, or none. No method holds more than a few megabytes in
 * memory. Each may throw StoreAway.
 */
export abstract class FileStore {
  /** Keeps what the source brings, whole or not at all. A file that is there already is replaced. @throws whatever breaks the source */
  abstract put(key: string, source: Readable): Promise<void>;

  /** The bytes of a file, or a part of them. @throws FileMissing before the first byte */
  abstract open(key: string, range?: ByteRange): Promise<Readable>;

  /** How many bytes a file has; undefined when it is not there. */
  abstract size(key: string): Promise<number | undefined>;

  /** Every file, in any order, without the trash. */
  abstract list(): AsyncIterable<ListedFile>;

  /** Moves a file to the trash, from which it can still be taken back; one that has gone is no mistake. */
  abstract discard(key: string): Promise<void>;

  /** Removes a file for good; one that has gone is no mistake. */
  abstract remove(key: string): Promise<void>;

  /** Lets go of what has been in the trash for five weeks, and of what never came whole. */
  abstract tidy(now?: Date): Promise<void>;

  /** Puts a file at a path of this machine, for programs that read no stream. It is to be read only. @throws FileMissing */
  async copyTo(key: string, path: string): Promise<void> {
    await pipeline(await this.open(key), createWriteStream(path, { mode: 0o600 }));
  }
}

const KEY = /^[0-9a-f]{2}\/[0-9a-f]{2}\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `ab/cd/<uuid>`: 65,536 folders, deep enough for millions. */
export function newKey(): string {
  const id = randomUUID();
  return `${id.slice(0, 2)}/${id.slice(2, 4)}/${id}`;
}

export const isKey = (text: string): boolean => KEY.test(text);

/** @throws Error when it is not a key of a store: nobody ever reads beside it */
export function assertKey(key: string): void {
  if (!isKey(key)) throw new Error('Not a key of the store');
}
