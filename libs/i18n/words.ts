import i18next from 'i18next';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGE_CODES, type Language } from '#config/languages';

const LOCALE = /^(?<module>[^/]+)\/locales\/(?<language>[a-z]+)\.json$/;

/** Says a key (`module:group.name`) in one language. */
export type Words = (key: string, values?: Record<string, unknown>) => string;

/** Every word of the screens, by language. A key that is missing shows as itself and fails a test. */
export class Dictionary {
  private readonly byLanguage = new Map<Language, Words>();

  /** @param root the folder whose subfolders are modules with `locales/{language}.json` */
  constructor(root: string) {
    const instance = i18next.createInstance();
    const resources: Record<string, Record<string, object>> = {};
    for (const file of globSync('*/locales/*.json', { cwd: root })) {
      const { module, language } = LOCALE.exec(file)!.groups as { module: string; language: string };
      (resources[language] ??= {})[module] = JSON.parse(readFileSync(join(root, file), 'utf8'));
    }
    // Handlebars escapes what it prints; a second escape here would show "&#39;" to people.
    void instance.init({ resources, lng: 'en', fallbackLng: false, initAsync: false, interpolation: { escapeValue: false }, returnNull: false });
    for (const code of LANGUAGE_CODES) {
      const say = instance.getFixedT(code);
      // Most words have no gaps to fill, and a page says some hundred of them.
      const said = new Map<string, string>();
      this.byLanguage.set(code, (key, values) => {
        if (values) return String(say(key, values));
        let found = said.get(key);
        if (found === undefined) said.set(key, (found = String(say(key))));
        return found;
      });
    }
  }

  in(language: Language): Words {
    return this.byLanguage.get(language)!;
  }
}
