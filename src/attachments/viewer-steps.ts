import type { Attachment } from './attachment.js';

/** A place in the viewer: a page of a file. */
export interface ViewerStep {
  readonly file: Attachment;
  /** From 1. */
  readonly page: number;
}

/** Where the arrows lead: page by page through a file, then to the file beside it. */
export function stepsAround(files: readonly Attachment[], { file, page }: ViewerStep): { previous?: ViewerStep; next?: ViewerStep } {
  const at = files.indexOf(file);
  const [before, after] = [files[at - 1], files[at + 1]];
  return {
    previous: page > 1 ? { file, page: page - 1 } : before && { file: before, page: before.pagesShown },
    next: page < file.pagesShown ? { file, page: page + 1 } : after && { file: after, page: 1 },
  };
}
