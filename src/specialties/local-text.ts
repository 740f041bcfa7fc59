import type { Language } from '#config/languages';

/** The same words in several languages, by ISO 639-1 code. English and French are always there. */
export interface LocalText {
  readonly en: string;
  readonly fr: string;
  readonly [language: string]: string;
}

/** The words in that language; English where it is missing. */
export const inLanguage = (text: LocalText, language: Language): string =>
  Object.hasOwn(text, language) ? text[language] : text.en;
