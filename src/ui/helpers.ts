import Handlebars, { type HelperOptions } from 'handlebars';
import { randomUUID } from 'node:crypto';
import type { Language } from '#config/languages';
import type { Dictionary } from '#libs/i18n/words';
import { assetPath } from './assets.js';

/** The few things a template can do besides `if` and `each`. */
export const helpers = (dictionary: Dictionary): Handlebars.HelperDeclareSpec => ({
  /** A word of the screens, in the language of the page: `{{t 'ui:layout.help'}}`. */
  t: (key: string, { hash, data }: HelperOptions) => {
    const words = dictionary.in((data.root as { layout: { language: Language } }).layout.language);
    return Object.keys(hash).length > 0 ? words(key, { ...hash.details, ...hash }) : words(key);
  },
  /** The address of a file of `src/ui/assets`. */
  asset: (name: string) => assetPath(name),
  /** A key that makes a form that is sent twice count once. */
  once: () => randomUUID(),
  /** An icon of icons.svg; one that points in reading direction says so. */
  icon: (name: string, { hash }: HelperOptions) =>
    new Handlebars.SafeString(`<svg class="icon${hash.points ? ' points' : ''}" aria-hidden="true"><use href="${assetPath('icons.svg')}#i-${name}"/></svg>`),
});
