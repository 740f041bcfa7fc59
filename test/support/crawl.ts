import { plain } from './forms.js';

/** A page that a person comes to by its links. */
export interface CrawledPage {
  readonly path: string;
  /** The address without what differs from case to case: pages of one kind look alike. */
  readonly kind: string;
  readonly html: string;
}

/** Not pages: files to take away, and what leads out. */
const TAKEN_AWAY = /\.(?:pdf|zip|csv)(?:\?|$)|\/file(?:\?|$)|\/preview\//;

export const kindOf = (path: string): string =>
  path.replace(/[?#].*$/, '').replace(/[A-Z]{2,5}-\d{4}-\d{4,}/, ':reference').replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, ':id').replace(/^\/help\/.+/, '/help/:slug');

/** Addresses of ours that a page links to. */
export const linksOn = (html: string, path: string): string[] =>
  [...html.matchAll(/<a\b[^>]*\shref="([^"#]+)/g)]
    .map(([, href]) => new URL(plain(href!), `http://here.invalid${path}`))
    .filter(({ host, pathname, search }) => host === 'here.invalid' && !TAKEN_AWAY.test(pathname + search))
    .map(({ pathname, search }) => pathname + search);

/**
 * Follows every link from the first page on, as one person.
 * @param get answers with the HTML of a page, or null when the address leads elsewhere
 * @param ofEachKind so many pages of one kind are opened, no more
 */
export async function crawl(first: readonly string[], get: (path: string) => Promise<string | null>, { ofEachKind = Infinity } = {}): Promise<CrawledPage[]> {
  const found: CrawledPage[] = [];
  const met = new Set(first);
  const opened = new Map<string, number>();
  for (const waiting = [...first]; waiting.length > 0; ) {
    const path = waiting.shift()!;
    const kind = kindOf(path);
    if ((opened.get(kind) ?? 0) >= ofEachKind) continue;
    const html = await get(path);
    if (html === null) continue;
    opened.set(kind, (opened.get(kind) ?? 0) + 1);
    found.push({ path, kind, html });
    const links = [...new Set(linksOn(html, path))].filter((link) => !met.has(link));
    waiting.push(...links);
    for (const link of links) met.add(link);
  }
  return found;
}
