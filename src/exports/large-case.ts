import type { CaseAttachment } from '../attachments/index.js';
import { printedWhole, sortOut, type PrintedFile } from './printed-file.js';

/**
 * What is made while the browser waits; a case with more than either is large. A page of a picture takes about 0.2 s of a
 * processor to draw, so the most that anybody waits for is some ten seconds.
 */
export const SMALL = { pages: 30, bytes: 30_000_000 } as const;

/** What of a file decides. */
export type WeighedFile = Pick<CaseAttachment, 'mediaType' | 'bytes' | 'pages' | 'pagesShown' | 'isPicture' | 'hasPreview' | 'isQuarantined'>;

/**
 * Whether the PDF of a case with these files is made in the background: by the pages of pictures and documents that will be
 * drawn, and by the bytes of originals that go into it, as far as they are known before anything is made.
 * @param embedBytes how much may be embedded in all, in bytes
 */
export function isLarge(files: readonly WeighedFile[], embedBytes: number): boolean {
  const planned = files.map(asPlanned);
  const { pictures, documents } = sortOut(planned);
  const pages = sum(pictures, (file) => file.pictures.length) + sum(documents, (file) => file.pages);
  return pages > SMALL.pages || sum(printedWhole(planned, embedBytes), (file) => file.bytes) > SMALL.bytes;
}

type PlannedFile = Pick<PrintedFile, 'mediaType' | 'bytes' | 'pages' | 'pictures' | 'isQuarantined' | 'isThere'>;

/** As it will be printed when nothing of it is missing. */
function asPlanned({ mediaType, bytes, pages, pagesShown, isPicture, hasPreview, isQuarantined }: WeighedFile): PlannedFile {
  return { mediaType, bytes, pages, isQuarantined, isThere: !isQuarantined, pictures: Array<string>(isPicture && hasPreview ? pagesShown : 0).fill('') };
}

const sum = <File>(files: readonly File[], of: (file: File) => number): number => files.reduce((total, file) => total + of(file), 0);
