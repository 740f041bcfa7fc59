/** Lets spreadsheet programs read the file as UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** A cell that begins like a formula would be run by a spreadsheet; an apostrophe makes it text (OWASP, CSV injection). */
const FORMULA = /^[=+\-@＝＋－＠\t\r\n]/;

/** One line of RFC 4180. Texts are always in quotes: a program that splits at semicolons must not find a formula behind one. */
export const csvLine = (cells: readonly (string | number | null)[]): string => `${cells.map(cell).join(',')}\r\n`;

function cell(value: string | number | null): string {
  if (typeof value !== 'string') return String(value ?? '');
  const harmless = FORMULA.test(value) ? `'${value}` : value;
  return `"${harmless.replaceAll('"', '""')}"`;
}
