import type { Language } from '#config/languages';

/**
 * A number as people write it: decimal point or comma, Arabic digits and minus signs too. No thousands
 * separators, because "1,200" is 1.2 in half of the world. Undefined when it is no number.
 */
export function readNumber(typed: string): number | undefined {
  const plain = typed
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/[,\u066b]/, '.')
    .replace('\u2212', '-');
  return /^[-+]?\d{1,12}(\.\d{0,12})?$/.test(plain) ? Number(plain) : undefined;
}

/** The number with the decimal sign of the language and nothing between its thousands. */
export const writeNumber = (value: number, language: Language): string =>
  new Intl.NumberFormat(language, { useGrouping: false, maximumFractionDigits: 12 }).format(value);
