import { createHmac } from 'node:crypto';

/** Bytes of each row's seal that a checkpoint keeps: enough that no other sealed row has the same. */
export const SEAL_BYTES = 8;

/** Vouches for some rows of the access log, by number and seal, and for the checkpoint before it. */
export interface Checkpoint {
  /** 1, 2, 3 … without a gap. */
  readonly id: number;
  /** The numbers of its rows, rising. */
  readonly rows: readonly number[];
  /** The beginnings of their seals, one after the other. */
  readonly seals: Buffer;
  /** The MAC of the checkpoint before it. */
  readonly previous: Buffer | null;
  readonly madeAt: string;
  readonly mac: Buffer;
}

/** HMAC-SHA-256 over a checkpoint, with the key of the access log, which lies outside the database. */
export function macOf(key: Buffer, { id, rows, seals, previous, madeAt }: Omit<Checkpoint, 'mac'>): Buffer {
  const content = ['checkpoint', id, madeAt, rows, seals.toString('hex'), previous?.toString('hex') ?? null];
  return createHmac('sha256', key).update(JSON.stringify(content)).digest();
}

/** What a checkpoint keeps of a seal. One that is too short was not made by us; it counts with zeros behind. */
export const beginningOf = (seal: Buffer): Buffer => Buffer.concat([seal, Buffer.alloc(SEAL_BYTES)], SEAL_BYTES);

/** The beginning of the seal of the row at a place of the list. */
export const sealAt = ({ seals }: Checkpoint, at: number): Buffer => seals.subarray(at * SEAL_BYTES, (at + 1) * SEAL_BYTES);

export const lastRow = ({ rows }: Checkpoint): number => rows.at(-1)!;

export interface CheckpointRow {
  id: string;
  rows: string[];
  seals: Buffer;
  previous: Buffer | null;
  made_at: Date;
  mac: Buffer;
}

/** A checkpoint as it comes from the database. */
export const checkpointOf = ({ id, rows, seals, previous, made_at, mac }: CheckpointRow): Checkpoint => ({
  id: Number(id), rows: rows.map(Number), seals, previous, madeAt: made_at.toISOString(), mac,
});
