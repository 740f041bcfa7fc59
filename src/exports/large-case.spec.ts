import fc from 'fast-check';
import { isLarge, SMALL, type WeighedFile } from './large-case.js';

const EMBED = 20_000_000;
const picture = (pages = 1): WeighedFile => ({ mediaType: 'image/jpeg', bytes: 5_000_000, pages, pagesShown: pages, isPicture: true, hasPreview: true, isQuarantined: false });
const document = (bytes: number, pages = 1): WeighedFile => ({ mediaType: 'application/pdf', bytes, pages, pagesShown: Math.min(pages, 10), isPicture: false, hasPreview: true, isQuarantined: false });
const other = (bytes: number): WeighedFile => ({ mediaType: 'video/mp4', bytes, pages: 1, pagesShown: 1, isPicture: false, hasPreview: true, isQuarantined: false });
const many = (count: number, file: WeighedFile) => Array<WeighedFile>(count).fill(file);

describe('a case is large', () => {
  it.each<[what: string, large: boolean, files: WeighedFile[]]>([
    ['without files', false, []],
    ['with the most pictures of a small one, however many bytes their originals have', false, many(SMALL.pages, picture())],
    ['with one more', true, many(SMALL.pages + 1, picture())],
    ['with two scans of which 24 frames each are printed', true, many(2, { ...picture(40), pagesShown: 24 })],
    ['with a long document', true, [document(1_000_000, SMALL.pages + 1)]],
    ['with a heavy document', true, [document(SMALL.bytes + 1)]],
    ['with a film that is too large to be embedded', false, [other(400_000_000)]],
    ['with documents and embedded files that are heavy together', true, [document(15_000_000), other(16_000_000)]],
    ['with pictures that can’t be shown and are embedded instead', false, many(SMALL.pages + 1, { ...picture(), hasPreview: false, bytes: 1000 })],
    ['with what is in quarantine', false, many(SMALL.pages + 1, { ...picture(), isPicture: false, hasPreview: false, isQuarantined: true })],
  ])('%s: %s', (_, large, files) => expect(isLarge(files, EMBED)).toBe(large));

  it('and stays so, whatever picture or document comes to it', () => {
    const file = fc.oneof(fc.integer({ min: 1, max: 24 }).map(picture), fc.tuple(fc.integer({ min: 0, max: 40_000_000 }), fc.integer({ min: 1, max: 40 })).map(([bytes, pages]) => document(bytes, pages)));
    fc.assert(fc.property(fc.array(file, { maxLength: 12 }), file, (files, further) => !isLarge(files, EMBED) || isLarge([...files, further], EMBED)));
  });
});
