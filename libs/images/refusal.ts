import type { NoPreviewReason } from './preview-result.js';

/** A decoder's reason to give no preview. */
export class Refusal extends Error {
  readonly reason: NoPreviewReason;

  constructor(reason: NoPreviewReason) {
    super(reason);
    this.reason = reason;
  }
}
