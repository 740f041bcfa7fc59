import type { FileGroup } from '#config/upload-types';
import type { Language } from '#config/languages';
import type { Attachment } from './attachment.js';

export const TYPES = ['all', 'image', 'document', 'video', 'audio', 'dicom', 'other'] as const satisfies readonly (FileGroup | 'all')[];
export const SORTS = ['name', 'date', 'uploader'] as const;

/** What the list shows, as the address of the page says it. */
export interface ListingQuery {
  readonly type: (typeof TYPES)[number];
  readonly sort: (typeof SORTS)[number];
  /** The file before the first of this page. */
  readonly after: string | null;
}

const PAGE = 50;

/** Anything unknown in an address shows the whole list, the newest first. */
export function readListing({ type, sort, after }: Record<string, unknown>): ListingQuery {
  return {
    type: TYPES.find((one) => one === type) ?? 'all',
    sort: SORTS.find((one) => one === sort) ?? 'date',
    after: typeof after === 'string' ? after : null,
  };
}

/** The address of a list, without what goes without saying. */
export function listingHref(base: string, { type, sort, after }: ListingQuery, more: Record<string, string> = {}): string {
  const given = { ...(type !== 'all' && { type }), ...(sort !== 'date' && { sort }), ...(after && { after }), ...more };
  const query = new URLSearchParams(given).toString();
  return query ? `${base}?${query}` : base;
}

/** How many files there are of each type. */
export function countByType(files: readonly Attachment[]): Record<(typeof TYPES)[number], number> {
  const counts = { all: files.length, image: 0, document: 0, video: 0, audio: 0, dicom: 0, other: 0 };
  for (const { group } of files) counts[group] += 1;
  return counts;
}

/** One page of the list, filtered and sorted, and whether there is more behind it. */
export function listed(files: readonly Attachment[], { type, sort, after }: ListingQuery, language: Language): { page: Attachment[]; next: string | null } {
  const { compare } = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });
  const newestFirst = (a: Attachment, b: Attachment) => b.createdAt.getTime() - a.createdAt.getTime() || compare(a.name, b.name);
  const orders: Record<ListingQuery['sort'], typeof newestFirst> = {
    date: newestFirst,
    name: (a, b) => compare(a.name, b.name) || newestFirst(a, b),
    uploader: (a, b) => compare(a.uploader ?? '', b.uploader ?? '') || newestFirst(a, b),
  };
  const wanted = files.filter(({ group }) => type === 'all' || group === type).sort(orders[sort]);
  const start = wanted.findIndex(({ id }) => id === after) + 1;
  const page = wanted.slice(start, start + PAGE);
  return { page, next: wanted.length > start + PAGE ? page.at(-1)!.id : null };
}
