import { searchDocument } from '#libs/text-search/index';
import type { Dice } from './dice.js';

const KNOWN = ['the', 'of', 'and', 'with', 'no', 'days', 'for', 'is', 'since', 'he', 'she', 'fever', 'pain', 'cough', 'child', 'left', 'right', 'rash', 'swelling', 'blood', 'mother', 'wound', 'chest', 'abdomen', 'weight'];
/** Words of a rank: each is told at the place where it stands in frequency. */
const RANKED: Readonly<Record<number, string>> = { 200: 'dermatitis', 400: 'jaundice', 1500: 'leprosy', 6000: 'noma', 15_000: 'mycetoma' };
const SYLLABLES = ['ba', 'ker', 'mo', 'lin', 'ta', 'sor', 'vi', 'den', 'ru', 'pha', 'gol', 'mi', 'ne', 'tus', 'ro', 'cal', 'zi', 'hem', 'pe', 'dor'];
const VOCABULARY = 30_000;

const wordOfRank = (rank: number): string => {
  if (RANKED[rank]) return RANKED[rank];
  if (rank < KNOWN.length) return KNOWN[rank]!;
  let [word, left] = ['', rank];
  for (; left > 0; left = Math.floor(left / SYLLABLES.length)) word += SYLLABLES[left % SYLLABLES.length]!;
  return `${word}n`;
};
const WORDS = Array.from({ length: VOCABULARY }, (_, rank) => wordOfRank(rank));

/** Text as people write it: the n-th most frequent word 1/n as often as the first (Zipf's law). */
export function prose(dice: Dice, words: number): string {
  return Array.from({ length: words }, () => WORDS[Math.min(VOCABULARY - 1, Math.floor(VOCABULARY ** dice.next()) - 1)]!).join(' ');
}

/** What was written in one case, and its words as a search document. */
export interface Tale {
  readonly form: Readonly<Record<'title' | 'history' | 'question', string>>;
  readonly messages: readonly string[];
  readonly words: string;
}

/** Tales enough that no index can tell them from as many as there are cases; made once, since thinking them up takes longer than loading them. */
export function tales(dice: Dice, many: number, messages: number): Tale[] {
  return Array.from({ length: many }, () => {
    const form = { title: prose(dice, 6), history: prose(dice, 60), question: prose(dice, 12) };
    const said = Array.from({ length: messages }, () => prose(dice, 25));
    return { form, messages: said, words: `${searchDocument(Object.values(form), 'A')} ${searchDocument(said, 'D')}` };
  });
}
