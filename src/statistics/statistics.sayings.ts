import type { Language } from '#config/languages';
import { duration } from '#libs/i18n/times';
import type { Words } from '#libs/i18n/words';
import type { Spread } from '../cases/index.js';
import { table, type Said, type Table } from './statistics.section.js';

/** From how many on a half, nine tenths or a share of them mean anything. */
export const FEWEST = 5;

/** Says figures in one language. Of few it says how many they are, and nothing more. */
export class Sayings {
  constructor(
    readonly words: Words,
    readonly language: Language,
  ) {}

  number(count: number): string {
    return count.toLocaleString(this.language);
  }

  /** @param name its key in the group `facts` */
  fact(name: string, count: number): Said {
    return { name: this.words(`statistics:facts.${name}`), value: this.number(count) };
  }

  /** Names of columns. @param names their keys in the group `columns` */
  columns(...names: readonly string[]): string[] {
    return names.map((name) => this.words(`statistics:columns.${name}`));
  }

  /** @param steps what was waited for, by its key in the group `times` */
  times(steps: Readonly<Record<string, Spread>>): Table {
    return table(this.columns('step', 'count', 'half', 'nine-tenths'), Object.entries(steps).map(([name, spread]) => [this.words(`statistics:times.${name}`), this.number(spread.count), ...this.within(spread)]));
  }

  /** Within which time half of them were, and nine in ten; whole and rounded down. */
  within({ count, within }: Spread): [half: string, nineTenths: string] {
    if (count < FEWEST || within === null) {
      const few = this.words(count === 0 ? 'statistics:none' : 'statistics:few');
      return [few, few];
    }
    const [half, nineTenths] = within.map((seconds) => duration(seconds * 1000, { words: this.words }));
    return [half!, nineTenths!];
  }

  /** "12 of 15 (80%)". */
  inTime({ due, inTime }: { readonly due: number; readonly inTime: number }): string {
    if (due === 0) return this.words('statistics:none');
    const share = (inTime / due).toLocaleString(this.language, { style: 'percent', roundingMode: 'floor' });
    return this.words(due < FEWEST ? 'statistics:part' : 'statistics:share', { part: this.number(inTime), all: this.number(due), share });
  }
}
