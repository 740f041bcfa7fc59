import fc from 'fast-check';
import { csvLine } from './csv.js';

/** Reads one line back, by RFC 4180. */
function read(line: string): string[] {
  expect(line.endsWith('\r\n')).toBe(true);
  return [...line.slice(0, -2).matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare!);
}

it('can be read back cell by cell, whatever the cells hold', () => {
  fc.assert(fc.property(fc.array(fc.string({ unit: fc.constantFrom(...'"\',;=+-@\t\r\n aé😀') }), { minLength: 1 }), (cells) => {
    expect(read(csvLine(cells)).map((cell) => cell.replace(/^'(?=[=+\-@＝＋－＠\t\r\n])/, ''))).toEqual(cells.map((cell) => cell.replace(/^'(?=[=+\-@＝＋－＠\t\r\n])/, '')));
  }));
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1'])('never lets a spreadsheet run %j', (formula) => {
  expect(read(csvLine([formula]))).toEqual([`'${formula}`]);
});

it('leaves numbers as numbers and nothing as nothing', () => {
  expect(csvLine([-5, null, 'a "b", c'])).toBe('-5,,"a ""b"", c"\r\n');
});
