import type { Sharp } from 'sharp';

/** One page or frame, upright, not yet read. */
export interface Picture {
  readonly image: Sharp;
  /** In pixels, upright. */
  readonly width: number;
  readonly height: number;
}

/** What a decoder makes of a file. */
export interface Decoded {
  /** Pages or frames in the original. */
  readonly pages: number;
  /** Those that are shown, counted from 0, in their order: all, or as many as a person looks through. */
  readonly shown: readonly number[];
  page(index: number): Promise<Picture>;
  /** The picture itself may have the patient's name in it, as ultrasound machines write it. */
  readonly hasBurnedInText?: boolean;
  readonly series?: Series;
}

/** Opens the file at `source`. It and `page` throw a Refusal for a reason of their own; any other error means that the file is broken. */
export type Decoder = (source: string) => Promise<Decoded>;

/** A file of one picture. */
export function single(picture: Picture): Decoded {
  return { pages: 1, shown: [0], page: async () => picture };
}

/** The first pages of many. */
export function firstPages(pages: number, most: number): Pick<Decoded, 'pages' | 'shown'> {
  return { pages, shown: Array.from({ length: Math.min(pages, most) }, (_, index) => index) };
}

/** Files that are slices of one scan. */
export interface Series {
  readonly id: string;
  /** As the scanner counted. */
  readonly place: number;
}
