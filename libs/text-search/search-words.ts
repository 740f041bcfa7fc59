/** Marks above and below Latin, Greek, Cyrillic, Hebrew and Arabic letters, and the stroke that only lengthens an Arabic word. */
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u200c\u200d]/g;
/** Letters that people type for one another, and that Unicode does not take apart. */
const ALIKE: Readonly<Record<string, string>> = { ى: 'ي', ة: 'ه', ک: 'ك', ی: 'ي', ø: 'o', ł: 'l', đ: 'd', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe' };
const ALIKES = new RegExp(`[${Object.keys(ALIKE).join('')}]`, 'g');
/** Vowel signs of Indian, Burmese and other scripts are marks inside a word. */
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** Letters of a word that count; PostgreSQL takes no lexeme of over 2,046 bytes. */
const LONGEST = 60;
/** Words of a document that count: the longest case form has some 4,000. */
const MOST_WORDS = 20_000;

/** Each word of a text once, as searches compare them. */
export function searchWords(text: string): string[] {
  const plain = text.normalize('NFKD').replace(MARKS, '').toLowerCase().replace(ALIKES, (letter) => ALIKE[letter]!).replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660));
  return [...new Set([...plain.matchAll(WORD)].map(([word]) => [...word].slice(0, LONGEST).join('')))].slice(0, MOST_WORDS);
}

/**
 * Texts as a `tsvector`.
 * @param part where the words are from: parts can be taken out again, by `ts_filter`
 */
export const searchDocument = (texts: readonly string[], part: 'A' | 'D'): string => searchWords(texts.join('\n')).map((word) => `'${word}':1${part}`).join(' ');

/** What somebody looks for as a `tsquery`: every word, each by its beginning; null when there is no word in it. */
export function searchQuery(text: string): string | null {
  const words = searchWords(text);
  return words.length > 0 ? words.map((word) => `'${word}':*`).join(' & ') : null;
}
