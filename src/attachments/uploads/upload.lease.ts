import type { Lock } from '@tus/server';
import { randomUUID } from 'node:crypto';
import { LOCKED } from './upload.js';
import type { UploadsTable } from './uploads.table.js';

/** How often a lease is prolonged while bytes come, and the person's own right looked at again, in milliseconds. */
const PROLONG_EVERY = 1500;

/** The right of one request to write one upload. */
export class UploadLease implements Lock {
  /** Of this request alone: not even another one of the same process may write. */
  readonly owner = randomUUID();
  private saidAt = 0;
  private isOver = false;

  /**
   * @param isNew an upload that is being created comes with its lease
   * @param assertMay throws what the person is told who may not send any more
   */
  constructor(
    private readonly table: UploadsTable,
    private readonly id: string,
    private readonly isNew: boolean,
    private readonly assertMay: () => Promise<unknown>,
  ) {}

  /** @throws LOCKED when another request is writing */
  async lock(): Promise<void> {
    if (!this.isNew && !(await this.table.lease(this.id, this.owner))) throw LOCKED;
    this.saidAt = performance.now();
  }

  /** To be called before each byte is written. @throws LOCKED when it was silent for so long that another request has taken over; as `assertMay` */
  async hold(): Promise<void> {
    if (performance.now() - this.saidAt < PROLONG_EVERY) return;
    await this.assertMay();
    if (!(await this.table.prolong(this.id, this.owner))) throw LOCKED;
    this.saidAt = performance.now();
  }

  /**
   * Answers for bytes that are on the disk; with the last ones of a request, its right ends.
   * @throws LOCKED when another request has taken over: then they are its to answer for
   */
  async acknowledge(received: number, { isLast = false } = {}): Promise<void> {
    if (!(await this.table.acknowledge(this.id, this.owner, received, isLast))) throw LOCKED;
    this.saidAt = performance.now();
    this.isOver = isLast;
  }

  async unlock(): Promise<void> {
    if (!this.isOver) await this.table.release(this.id, this.owner);
  }
}
