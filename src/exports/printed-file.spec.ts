import fc from 'fast-check';
import { embeddable, sortOut, type PrintedFile } from './printed-file.js';

const file = (more: Partial<PrintedFile> = {}): PrintedFile => ({
  id: '1', messageId: null, name: 'scan.txt', description: '', remark: null, view: '', takenOn: null, uploader: null, createdAt: new Date(0),
  mediaType: 'text/plain', bytes: 1, sha256: 'ab', path: '/files/1', isThere: true, isQuarantined: false, pages: 1, pictures: [], ...more,
});

it('prints pictures as pictures, PDFs page by page, and names the rest', () => {
  const picture = file({ pictures: ['/made/1.jpg'], mediaType: 'application/dicom' });
  const pdf = file({ mediaType: 'application/pdf' });
  const sound = file({ mediaType: 'audio/mpeg' });
  expect(sortOut([sound, pdf, picture])).toEqual({ pictures: [picture], documents: [pdf], others: [sound] });
});

it('names a picture too that has more pages than are printed', () => {
  const fax = file({ pages: 2, pictures: ['/made/1.jpg', '/made/2.jpg'] });
  const scan = file({ pages: 40, pictures: ['/made/1.jpg'] });
  expect(sortOut([fax, scan])).toEqual({ pictures: [fax, scan], documents: [], others: [scan] });
});

it('shows a PDF page by page, even when it has a preview that could be printed', () => {
  const pdf = file({ mediaType: 'application/pdf', pictures: ['/made/1.jpg'] });
  expect(sortOut([pdf])).toEqual({ pictures: [], documents: [pdf], others: [] });
});

it('embeds no more than there is room for, and leaves nothing out that would still fit', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 50 })), fc.nat(120), (sizes, room) => {
    const files = sizes.map((bytes) => file({ bytes }));
    const inside = embeddable(files, room);
    const used = [...inside].reduce((sum, { bytes }) => sum + bytes, 0);
    expect(used).toBeLessThanOrEqual(room);
    for (const one of files) if (!inside.has(one)) expect(used + one.bytes).toBeGreaterThan(room);
  }));
});

it('embeds nothing that is not there', () => {
  expect(embeddable([file({ isThere: false }), file({ id: '2' })], 100)).toEqual(new Set([expect.objectContaining({ id: '2' })]));
});
