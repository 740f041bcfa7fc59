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

/** Words that are written together: a reference, a date, a dose. */
const TOGETHER = /[\p{L}\p{M}\p{N}]+(?:[-\u2010\u2013_/.][\p{L}\p{M}\p{N}]+)*/gu;

/** What is written together in a text, each as its words. */
function writtenIn(text: string): string[][] {
  const plain = text.normalize('NFKD').replace(MARKS, '').toLowerCase().replace(ALIKES, (letter) => ALIKE[letter]!).replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660));
  return [...plain.matchAll(TOGETHER)].map(([together]) => together.match(WORD)!);
}

/** No more of them than can count: what is written together may be as long as a text. */
const joined = (words: readonly string[], from = 0): string => words.slice(from, from + LONGEST).join('');
const isNumbered = (words: readonly string[]): boolean => words.length > 1 && words.some((word) => /\p{N}/u.test(word));
const cut = (word: string): string => [...word].slice(0, LONGEST).join('');

/**
 * Each word of a text once, as searches compare them. Of what is written together with a number (OPD-500) there is also one word
 * from each of its words to the end (opd500): it is rare where its parts are not, so that one patient is found among a million.
 */
export function searchWords(text: string): string[] {
  const all = writtenIn(text).flatMap((words) => (isNumbered(words) ? [...words, ...words.slice(0, -1).map((_, from) => joined(words, from))] : words));
  return [...new Set(all.map(cut))].slice(0, MOST_WORDS);
}

/**
 * Texts as a `tsvector`.
 * @param part where the words are from: parts can be taken out again, by `ts_filter`
 */
export const searchDocument = (texts: readonly string[], part: 'A' | 'D'): string => searchWords(texts.join('\n')).map((word) => `'${word}':1${part}`).join(' ');

/** What somebody looks for as a `tsquery`: every word, each by its beginning, and numbers together with what they are written with; null when there is no word in it. */
export function searchQuery(text: string): string | null {
  const words = new Set(writtenIn(text).flatMap((one) => (isNumbered(one) ? [joined(one)] : one)).map(cut));
  return words.size > 0 ? [...words].map((word) => `'${word}':*`).join(' & ') : null;
}
