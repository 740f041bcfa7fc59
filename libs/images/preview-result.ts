/** Where previews are written: `folder/base-240.webp`, `-960`, `-1920`, then `base-p2-240.webp` of the second page that is shown. The folder exists. */
export interface PreviewTarget {
  readonly folder: string;
  readonly base: string;
}

/** One written WebP. */
export interface PreviewFile {
  /** The box it was fitted into: 240, 960 or 1920; also the number in its name. */
  readonly size: number;
  /** Its real size in pixels, for `srcset`, `width` and `height`. */
  readonly width: number;
  readonly height: number;
  readonly path: string;
  readonly bytes: number;
}

export interface Preview {
  readonly ok: true;
  /** Of the first page, as a person sees it (orientation applied), in pixels. */
  readonly width: number;
  readonly height: number;
  /** Pages or frames in the original. */
  readonly pages: number;
  /** Of the first page, from small to large. The first is the thumbnail; a small original has fewer. */
  readonly files: readonly PreviewFile[];
  /** The same of the other pages that are shown. */
  readonly further: readonly (readonly PreviewFile[])[];
  /** A `data:` address of a picture of the first page, 16 pixels large, to show until the real one has come. */
  readonly placeholder: string;
  /** The picture itself may have the patient's name in it: a person should look. */
  readonly hasBurnedInText: boolean;
  /** Of which slices it is one, and its place among them, as the scanner counted; null when it is none. */
  readonly series: { readonly id: string; readonly place: number } | null;
}

/** `unsupported`: no decoder for it. `broken`: damaged or not what it says. `too-large`: more pixels than the limit.
 * `timeout`: took too long. `crashed`: the decoder died of it. */
export type NoPreviewReason = 'unsupported' | 'broken' | 'too-large' | 'timeout' | 'crashed';

export interface NoPreview {
  readonly ok: false;
  readonly reason: NoPreviewReason;
}

export type PreviewResult = Preview | NoPreview;
