import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGE_CODES, type Language } from '#config/languages';
import { phrase, type Phrase, type Values } from './phrase.js';

const LOCALE = /^(?<module>[^/]+)\/locales\/(?<language>[a-z]+)\.json$/;

/** Says a key (`module:group.name`) in one language. */
export type Words = (key: string, values?: Values) => string;

/** The texts of a file of words: groups in groups, as deep as wanted. */
interface Texts {
  readonly [name: string]: string | Texts;
}

/** Every word of the screens, by language. A key that is missing shows as itself and fails a test. */
export class Dictionary {
  private readonly byLanguage = new Map<Language, Words>();
  private readonly phrases = new Map<Language, ReadonlyMap<string, Phrase>>();

  /** @param root the folder whose subfolders are modules with `locales/{language}.json` */
  constructor(root: string) {
    for (const code of LANGUAGE_CODES) {
      const files = globSync(`*/locales/${code}.json`, { cwd: root });
      const phrases = new Map(files.flatMap((file) => phrasesOf(`${LOCALE.exec(file)!.groups!.module}:`, readTexts(join(root, file)))));
      this.phrases.set(code, phrases);
      this.byLanguage.set(code, speaker(code, phrases));
    }
  }

  in(language: Language): Words {
    return this.byLanguage.get(language)!;
  }

  /** The texts of a group (`module:group.`) by the rest of their keys, their gaps as they are written: for a script to fill. */
  group(language: Language, start: string): Record<string, string> {
    const texts = [...this.phrases.get(language)!].filter(([key]) => key.startsWith(start));
    return Object.fromEntries(texts.map(([key, text]) => [key.slice(start.length), text()]));
  }
}

const readTexts = (file: string): Texts => JSON.parse(readFileSync(file, 'utf8')) as Texts;

const phrasesOf = (prefix: string, texts: Texts): [string, Phrase][] =>
  Object.entries(texts).flatMap(([name, text]) => (typeof text === 'string' ? [[`${prefix}${name}`, phrase(text)]] : phrasesOf(`${prefix}${name}.`, text)));

/** Numbers below it have their plural kept: choosing one takes the language's rules as long as saying the whole phrase. */
const MOST_KNOWN = 1000;

/**
 * A number named `count` chooses among the plurals of a key: `_one`, `_many`, `_other` … as the language has them (Unicode
 * CLDR), and `_zero` for none at all, where there is one.
 */
function speaker(language: Language, phrases: ReadonlyMap<string, Phrase>): Words {
  const plurals = new Intl.PluralRules(language);
  const known: Partial<Record<number, string>> = {};
  const choose = (count: number) => `_${plurals.select(count)}`;
  const ending = (count: number) => (Number.isInteger(count) && count >= 0 && count < MOST_KNOWN ? (known[count] ??= choose(count)) : choose(count));
  const plural = (key: string, count: unknown) =>
    typeof count === 'number' ? ((count === 0 && phrases.get(`${key}_zero`)) || phrases.get(key + ending(count))) : undefined;
  return (key, values) => (plural(key, values?.count) ?? phrases.get(key))?.(values) ?? key;
}
