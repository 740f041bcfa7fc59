import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '#config/root';
import { printable } from './printable.js';
import type { RenderResult, Report } from './report.js';
import { runWorker } from './run-worker.js';

export interface RenderLimits {
  /** Time for everything, in milliseconds: 120,000 unless told. One file may take a quarter of it to decode. */
  milliseconds?: number;
  /** Memory, in megabytes: 3072 unless told. */
  megabytes?: number;
  /** Ends it before its time. */
  signal?: AbortSignal;
}

/** With the sources: the compiler of TypeScript doesn't take it along. */
const template = join(projectRoot, 'libs/pdf/report.typ');

/**
 * Writes the report as a PDF to `target`, flushed to the disk; nothing is left there when it fails. A picture
 * or document that can't be decoded, or takes the worker with it, is left out and named in the result. A file
 * to embed that can't be read fails the report, since the report says that it is inside.
 * Never rejects for what the files contain.
 */
export async function renderReport(report: Report, target: string, limits: RenderLimits = {}): Promise<RenderResult> {
  const { milliseconds = 120_000, megabytes = 3072, signal } = limits;
  const deadline = Date.now() + milliseconds;
  const millisecondsAFile = milliseconds / 4;
  const job = { report: printable(report), target, template, without: [] as string[] };
  for (;;) {
    const left = Math.max(1, deadline - Date.now());
    const ended = await runWorker(job, { milliseconds: left, millisecondsAFile, megabytes, signal });
    if (ended.ok) return ended;
    const { checking, ...why } = ended;
    await rm(target, { force: true });
    if (!checking || why.reason === 'stopped' || Date.now() >= deadline) return why;
    job.without.push(checking);
  }
}
