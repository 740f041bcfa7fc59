/** The languages of the screens. Each is complete: a test fails on a missing word. */
export const LANGUAGES = [
  { code: 'en', name: 'English', dir: 'ltr' },
  { code: 'fr', name: 'Français', dir: 'ltr' },
] as const;

export type Language = (typeof LANGUAGES)[number]['code'];

export const LANGUAGE_CODES: readonly Language[] = LANGUAGES.map(({ code }) => code);

/** Languages a case or a message may be written in; more than the screens have. */
export const WRITING_LANGUAGES = [
  { code: 'en', name: 'English', dir: 'ltr' },
  { code: 'fr', name: 'Français', dir: 'ltr' },
  { code: 'es', name: 'Español', dir: 'ltr' },
  { code: 'ar', name: 'العربية', dir: 'rtl' },
] as const;

/** Narrows any text to a language of the screens. */
export const isLanguage = (code: unknown): code is Language => LANGUAGE_CODES.includes(code as Language);
