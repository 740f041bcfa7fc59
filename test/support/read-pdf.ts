import { readFile } from 'node:fs/promises';
import { getDocumentProxy } from 'unpdf';

/** What a reader can get out of a PDF. */
export interface ReadPdf {
  /** The text of each page, squeezed. */
  pages: string[];
  /** The text of all pages, squeezed. */
  text: string;
  /** Runs of text, in the order of the file, and how far from the left edge each starts, in points. */
  placed: { str: string; x: number }[];
  info: Record<string, unknown>;
  /** Embedded files by name. */
  files: Map<string, Buffer>;
  bytes: Buffer;
}

/** Without white space and marks of direction, since lines break anywhere, and in one normal form. */
export function squeeze(text: string): string {
  return text.normalize('NFKC').replace(/[\s\p{Cf}]/gu, '');
}

/** Reads a PDF by its path. Scripts with ligatures come out with all their letters, but not in order. */
export async function readPdf(path: string): Promise<ReadPdf> {
  const bytes = await readFile(path);
  const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
  const pages: string[] = [];
  const placed: ReadPdf['placed'] = [];
  for (let n = 1; n <= pdf.numPages; n++) {
    const { items } = await (await pdf.getPage(n)).getTextContent();
    const runs = items.flatMap((it) => ('str' in it ? [{ str: it.str, x: it.transform[4] as number }] : []));
    placed.push(...runs);
    pages.push(squeeze(runs.map(({ str }) => str).join('')));
  }
  const info = (await pdf.getMetadata()).info as Record<string, unknown>;
  const files = new Map<string, Buffer>();
  for (const [id, { filename }] of (await pdf.getAttachments()) ?? [])
    files.set(filename, Buffer.from((await pdf.getAttachmentContent(id))!));
  return { pages, text: pages.join(''), placed, info, files, bytes };
}
