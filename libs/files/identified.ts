import type { FileGroup } from '#config/upload-types';

/** A file whose content is what its name says. */
export interface KnownFile {
  readonly ok: true;
  /** Canonical, lower case, no dot: `jpg` for a `.JPEG`. */
  readonly extension: string;
  /** What to serve it as. */
  readonly mediaType: string;
  readonly group: FileGroup;
}

/** A file that is refused, with what its name says and what its content is (both lower case; '' when unknown). */
export interface RefusedFile {
  readonly ok: false;
  readonly reason: 'empty' | 'not-accepted' | 'lies';
  readonly claimed: string;
  readonly found: string;
}

export type Identified = KnownFile | RefusedFile;
