import type { Attachment } from './attachment.js';
import { countByType, listed, listingHref, readListing } from './attachments.listing.js';

const file = (name: string, more: Partial<Attachment> = {}): Attachment =>
  ({ id: name, name, group: 'image', uploader: 'B. Nurse', createdAt: new Date('2026-11-16T10:00:00Z'), ...more }) as Attachment;
const names = (files: readonly Attachment[], query: Record<string, unknown>) => listed(files, readListing(query), 'fr').page.map(({ name }) => name);

describe('the list of files', () => {
  const files = [
    file('picture 10.jpg'),
    file('Éruption.jpg', { createdAt: new Date('2026-11-17T10:00:00Z'), uploader: 'A. Doctor' }),
    file('picture 9.jpg', { createdAt: new Date('2026-11-15T10:00:00Z') }),
    file('card.pdf', { group: 'document', uploader: null }),
  ];

  it('shows the newest first', () => expect(names(files, {})).toEqual(['Éruption.jpg', 'card.pdf', 'picture 10.jpg', 'picture 9.jpg']));

  it('sorts names as people do: accents, case and numbers', () => expect(names(files, { sort: 'name' })).toEqual(['card.pdf', 'Éruption.jpg', 'picture 9.jpg', 'picture 10.jpg']));

  it('sorts by who has uploaded it, what the system made first', () => expect(names(files, { sort: 'uploader' })).toEqual(['card.pdf', 'Éruption.jpg', 'picture 10.jpg', 'picture 9.jpg']));

  it('filters by type', () => expect(names(files, { type: 'document' })).toEqual(['card.pdf']));

  it.each([{ type: 'nonsense' }, { type: ['image'] }, { sort: '__proto__' }, { after: {} }])('shows all for an address it doesn’t know: %j', (query) => expect(names(files, query)).toHaveLength(4));

  it('counts each type', () => expect(countByType(files)).toEqual({ all: 4, image: 3, document: 1, video: 0, audio: 0, dicom: 0, other: 0 }));

  it('has pages that follow on one another without a gap', () => {
    const many = Array.from({ length: 120 }, (_, at) => file(`${at}.jpg`));
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { page, next } = listed(many, { type: 'all', sort: 'name', after }, 'en');
      seen.push(...page.map(({ name }) => name));
      after = next;
    } while (after);
    expect(seen).toEqual(many.map(({ name }) => name));
  });

  it('has short addresses', () => {
    expect(listingHref('/x', readListing({}))).toBe('/x');
    expect(listingHref('/x', readListing({ type: 'image', sort: 'date' }), { image: '1' })).toBe('/x?type=image&image=1');
    expect(listingHref('/x', readListing({ sort: 'name', after: 'a' }))).toBe('/x?sort=name&after=a');
  });
});
