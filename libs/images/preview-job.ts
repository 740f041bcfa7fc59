import type { PreviewResult, PreviewTarget } from './preview-result.js';

/** What the child is told. */
export interface PreviewJob {
  readonly source: string;
  readonly target: PreviewTarget;
  /** Canonical, lower case, no dot. */
  readonly extension: string;
}

/** What it answers: a result, or why the job failed through no fault of the file (a full disk). */
export type PreviewAnswer = PreviewResult | { readonly failure: string };
