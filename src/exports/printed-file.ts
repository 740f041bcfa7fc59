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
  /** In the original: pages, or frames of a scan. */
  readonly pages: number;
  /** JPEGs of its pages, to print; none for whatever is no picture. */
  readonly pictures: readonly string[];
}

/** What of a file decides how it is printed. */
type Sorted = Pick<PrintedFile, 'mediaType' | 'pages' | 'pictures' | 'isQuarantined'>;
type Embedded = Pick<PrintedFile, 'bytes' | 'isThere'>;

/** Whether each of its pages is printed as a picture. */
export const isPrintedWhole = ({ pages, pictures }: Pick<PrintedFile, 'pages' | 'pictures'>): boolean => pictures.length === pages;

/** The files by how a PDF shows them: as pictures, page by page, or by name only; pictures that have more pages than are printed by name too. */
export function sortOut<File extends Sorted>(files: readonly File[]) {
  const isPdf = ({ mediaType, isQuarantined }: File) => mediaType === 'application/pdf' && !isQuarantined;
  return {
    pictures: files.filter((file) => file.pictures.length > 0 && !isPdf(file)),
    documents: files.filter(isPdf),
    others: files.filter((file) => !isPrintedWhole(file) && !isPdf(file)),
  };
}

/** Those that go into the PDF whole, in their order, as long as there is room. */
export function embeddable<File extends Embedded>(files: readonly File[], maxBytes: number): Set<File> {
  let room = maxBytes;
  return new Set(files.filter(({ bytes, isThere }) => {
    const fits = isThere && bytes <= room;
    if (fits) room -= bytes;
    return fits;
  }));
}

/** Those of which the original itself goes into the PDF. */
export function printedWhole<File extends Sorted & Embedded>(files: readonly File[], maxBytes: number): File[] {
  const { documents, others } = sortOut(files);
  return [...documents.filter(({ isThere }) => isThere), ...embeddable(others, maxBytes)];
}
