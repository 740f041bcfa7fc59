import type { Sharp } from 'sharp';

/** What a decoder hands on: the first page or frame, upright, not yet read. */
export interface Decoded {
  readonly image: Sharp;
  /** In pixels, upright. */
  readonly width: number;
  readonly height: number;
  readonly pages: number;
}

/** Opens the file at `source`. Throws a Refusal for a reason of its own; any other error means that the file is broken. */
export type Decoder = (source: string) => Promise<Decoded>;
