import fc from 'fast-check';
import { extensionOf, safeFileName, uniqueNames } from './safe-name.js';

const anyName = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.array(fc.constantFrom('con', 'NUL', '.', ' ', '/', '\\', '\u202e', 'é', 'e\u0301', '😀', 'a'.repeat(100), '.jpg', 'ß', '\0', ':', '\ud800'), { maxLength: 12 }).map((parts) => parts.join('')),
);

describe('safeFileName', () => {
  it.each([
    ['wound left foot.JPG', 'wound left foot.JPG'],
    ['C:\\fakepath\\wound.jpg', 'C--fakepath-wound.jpg'],
    ['../../etc/passwd', '-..-etc-passwd'],
    ['photo\u202egpj.exe', 'photogpj.exe'],
    ['ဓာတ်ပုံ ၁.jpg', 'ဓာတ်ပုံ ၁.jpg'],
    ['e\u0301te\u0301.png', 'été.png'],
    ['con.jpg', '_con.jpg'],
    ['LPT1.tar.txt', '_LPT1.tar.txt'],
    ['a\tb\r\nc.txt', 'a b c.txt'],
    ['name. . .', 'name'],
    ['.jpg', '_.jpg'],
    ['', '_'],
    ['1.2.840.113619.2.55', '1.2.840.113619.2.55'],
  ])('%j becomes %j', (name, safe) => {
    expect(safeFileName(name)).toBe(safe);
  });

  it('keeps the extension of a name that is too long', () => {
    const safe = safeFileName(`${'အ'.repeat(300)}.jpeg`);
    expect(safe).toMatch(/^အ+\.jpeg$/);
    expect(Buffer.byteLength(safe)).toBeGreaterThan(175);
  });

  it('gives any name a form that every computer can save', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        const safe = safeFileName(name);
        expect(safe).not.toMatch(/[/\\<>:"|?*\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
        expect(safe).not.toMatch(/^[. ]|[. ]$|^$/);
        expect(safe).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
        expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(180);
        expect(safe.normalize('NFC')).toBe(safe);
        expect(safeFileName(safe)).toBe(safe);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('extensionOf', () => {
  it.each([
    ['a.JPG', 'jpg'],
    ['a.jpg. ', 'jpg'],
    ['archive.tar.gz', 'gz'],
    ['1.2.840.113619.2.55', ''],
    ['clip.3gp', '3gp'],
    ['no extension', ''],
    ['Dr. Nobody', ''],
    ['.jpg', 'jpg'],
  ])('of %j is %j', (name, extension) => {
    expect(extensionOf(name)).toBe(extension);
  });
});

describe('uniqueNames', () => {
  it('numbers what would be the same file, case apart', () => {
    expect(uniqueNames(['a.jpg', 'A.JPG', 'b.jpg', 'a.jpg', 'a (2).jpg'])).toEqual(['a.jpg', 'A (2).JPG', 'b.jpg', 'a (3).jpg', 'a (2) (2).jpg']);
  });

  it('gives as many names as it takes, all different and all safe', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(anyName, fc.constantFrom('a', 'A', 'a (2)', 'ä', 'Ä')), { maxLength: 30 }), (names) => {
        const unique = uniqueNames(names);
        expect(unique).toHaveLength(names.length);
        expect(new Set(unique.map((name) => name.toLowerCase())).size).toBe(names.length);
        for (const name of unique) expect(safeFileName(name)).toBe(name);
      }),
      { numRuns: 500 },
    );
  });

  it('stays quick when ten thousand files have one name', () => {
    const started = performance.now();
    expect(new Set(uniqueNames(Array(10_000).fill('IMG_0001.jpg'))).size).toBe(10_000);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
