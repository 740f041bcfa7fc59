/** The languages whose reading direction and hyphenation the template knows. */
export type ReportLanguage = 'en' | 'fr' | 'es' | 'ar';

/**
 * A document to print, in neutral terms. Every word comes from the caller, already translated; times are
 * already formatted. All texts are data: none is ever read as markup. Line breaks are kept.
 */
export interface Report {
  language: ReportLanguage;
  /** The heading of the first page. Never in the metadata of the file: it may name a person. */
  title: string;
  /** Stands at the head of each page, and is the title in the metadata of the file. */
  reference: string;
  /** Stands at the head of each page, such as "Training". */
  mark?: string;
  /** A sentence at the foot of each page: who made it, when, for whom. */
  madeBy: string;
  /** Page x of y at the foot of each page, with `{page}` and `{pages}`: "Page {page} of {pages}". */
  pageOf: string;
  /** Stands in the place of a picture or document that can't be shown: broken, encrypted, of another type. */
  leftOutNote: string;
  sections: ReportSection[];
  /** Files to embed in the PDF, whole. */
  attached: AttachedFile[];
}

export type ReportSection = FieldsSection | LettersSection | PicturesSection | PagesSection | ListSection;

/** What was filled in: labels and values. */
export interface FieldsSection {
  heading: string;
  kind: 'fields';
  rows: FieldRow[];
}

export interface FieldRow {
  label: string;
  value: string;
  unit?: string;
}

/** Messages, in the order given. */
export interface LettersSection {
  heading: string;
  kind: 'letters';
  letters: Letter[];
}

export interface Letter {
  author: string;
  role: string;
  time: string;
  /** What sort of letter it is, such as "Answer". */
  kindLabel: string;
  body: string;
  /** Labelled parts below the body. */
  rows?: FieldRow[];
  /** BCP 47 language of the body, when it is known. */
  lang?: string;
  /** Direction of the body; without it the first letter of a text decides. */
  dir?: 'ltr' | 'rtl';
}

export interface PicturesSection {
  heading: string;
  kind: 'pictures';
  pictures: Picture[];
}

export interface Picture {
  /**
   * Path of a JPEG, PNG or WebP. Scale it to 1600 px or less first: memory grows with the pixels. Prefer JPEG, which
   * goes into the PDF as it is; the others are packed anew, which takes some 200 ms each and up to ten times the room.
   */
  file: string;
  caption: string;
  /** What it shows, for those who can't see it. */
  alt: string;
}

/** PDF documents whose pages are shown one by one. */
export interface PagesSection {
  heading: string;
  kind: 'pages';
  documents: { file: string; caption: string }[];
}

/** Files, each with its size and sum. */
export interface ListSection {
  heading: string;
  kind: 'list';
  rows: ListedFile[];
}

export interface ListedFile {
  name: string;
  size: string;
  /** Lower-case hexadecimal. */
  sha256: string;
  note: string;
}

export interface AttachedFile {
  path: string;
  name: string;
  mediaType: string;
}

export type RenderResult = Rendered | NotRendered;

export interface Rendered {
  ok: true;
  pages: number;
  /** Size of the PDF. */
  bytes: number;
  /** Paths of the pictures and documents that could not be shown; `leftOutNote` stands in their place. */
  leftOut: string[];
}

export interface NotRendered {
  ok: false;
  /** `timeout`: took too long and was killed; `stopped`: was told to; `crashed`: died, or out of memory; `failed`: said why in `message`. */
  reason: 'timeout' | 'stopped' | 'crashed' | 'failed';
  /** For the log, not for people: it may name temporary paths, never what the report says. */
  message: string;
}
