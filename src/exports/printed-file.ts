/** A file of a case, as it goes into a PDF. */
export interface PrintedFile {
  readonly id: string;
  readonly messageId: string | null;
  readonly name: string;
  readonly description: string;
  /** What is said of a copy that stands for an original, as a key of words; null for an original. */
  readonly remark: string | null;
  /** Which picture of the checklist it is, in words; '' when it is none. */
  readonly view: string;
  /** YYYY-MM-DD */
  readonly takenOn: string | null;
  readonly uploader: string | null;
  readonly createdAt: Date;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Where the original is put when it is printed or embedded. */
  readonly path: string;
  /** Whether there is the original: after a restore gone wrong it may not be, and the rest must still come out. */
  readonly isThere: boolean;
  /** A virus was found in it: it is named, and nothing more. */
  readonly isQuarantined: boolean;
  /** Of a JPEG to print; null for whatever is no picture. */
  readonly picture: string | null;
}

/** The files by how a PDF shows them: as a picture, page by page, or by name only. */
export function sortOut(files: readonly PrintedFile[]) {
  const isPdf = ({ mediaType, isQuarantined }: PrintedFile) => mediaType === 'application/pdf' && !isQuarantined;
  return {
    pictures: files.filter((file) => file.picture !== null && !isPdf(file)),
    documents: files.filter(isPdf),
    others: files.filter((file) => file.picture === null && !isPdf(file)),
  };
}

/** Those that go into the PDF whole, in their order, as long as there is room. */
export function embeddable(files: readonly PrintedFile[], maxBytes: number): Set<PrintedFile> {
  let room = maxBytes;
  return new Set(files.filter(({ bytes, isThere }) => {
    const fits = isThere && bytes <= room;
    if (fits) room -= bytes;
    return fits;
  }));
}

/** Those of which the original itself goes into the PDF. */
export function printedWhole(files: readonly PrintedFile[], maxBytes: number): PrintedFile[] {
  const { documents, others } = sortOut(files);
  return [...documents.filter(({ isThere }) => isThere), ...embeddable(others, maxBytes)];
}
