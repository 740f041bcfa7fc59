import fc from 'fast-check';
import { savedAs } from './content-disposition.js';

describe('savedAs', () => {
  it.each([
    ['scan.pdf', `attachment; filename="scan.pdf"; filename*=UTF-8''scan.pdf`],
    ['été (1).jpg', `attachment; filename="ete (1).jpg"; filename*=UTF-8''%C3%A9t%C3%A9%20%281%29.jpg`],
    ['50% "off".txt', `attachment; filename="50_ _off_.txt"; filename*=UTF-8''50%25%20%22off%22.txt`],
    ['صورة.png', `attachment; filename="____.png"; filename*=UTF-8''%D8%B5%D9%88%D8%B1%D8%A9.png`],
  ])('%s', (name, header) => expect(savedAs(name)).toBe(header));

  it('is a header whatever the name, and gives the name back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const header = savedAs(name);
        expect(header).toMatch(/^[\x20-\x7e]*$/);
        expect(decodeURIComponent(header.split("UTF-8''")[1]!)).toBe(name);
      }),
    );
  });
});
