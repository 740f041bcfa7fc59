import type { LocalText } from './local-text.js';
import { FIELD_TYPES, type FieldOption, type Section, type SectionField } from './section.js';
import { YamlPlace } from './yaml-place.js';

/** A key or code, fit for an address and for the name of a form field. */
export const CODE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
export const CODE_SHAPE = 'small letters, digits and single hyphens';

const NUMBERS_ONLY = ['unit', 'min', 'max', 'rare_below', 'rare_above', 'whole'];

export function readSection(at: YamlPlace): Section {
  at.onlyKeys('version', 'fields');
  const fields = at.at('fields').items();
  YamlPlace.noTwins(fields.map((field) => field.at('key')));
  return { version: at.at('version').number(1, 9999), fields: fields.map(readField) };
}

/** Words in English, French and any further language, by its two letters. */
export function readLocalText(at: YamlPlace): LocalText {
  const languages = new Set(['en', 'fr', ...at.keys]);
  for (const code of languages) if (!/^[a-z]{2}$/.test(code)) at.at(code).problem('is not the two letters of a language');
  const words = Object.fromEntries([...languages].map((code) => [code, at.at(code).text()]));
  return words as { en: string; fr: string };
}

function readField(at: YamlPlace): SectionField {
  at.onlyKeys('key', 'type', 'label', 'help', 'options', 'past_only', ...NUMBERS_ONLY);
  const type = at.at('type').oneOf(FIELD_TYPES);
  const hasOptions = type === 'choice' || type === 'choices';

  if (type !== 'number') refuse(at, NUMBERS_ONLY, 'is for numbers only');
  if (type !== 'date') refuse(at, ['past_only'], 'is for dates only');
  if (!hasOptions) refuse(at, ['options'], 'is for choice and choices only');

  const field: SectionField = {
    key: at.at('key').text(CODE, CODE_SHAPE),
    type,
    label: readLocalText(at.at('label')),
    help: readLocalText(at.at('help')),
    unit: at.at('unit').given ? readUnit(at.at('unit')) : undefined,
    min: readBound(at.at('min')),
    max: readBound(at.at('max')),
    rareBelow: readBound(at.at('rare_below')),
    rareAbove: readBound(at.at('rare_above')),
    whole: at.at('whole').flag(),
    pastOnly: at.at('past_only').flag(),
    options: hasOptions ? readOptions(at.at('options')) : [],
  };
  checkOrder(at, field);
  return field;
}

function readOptions(at: YamlPlace): FieldOption[] {
  const options = at.items();
  YamlPlace.noTwins(options.map((option) => option.at('value')));
  return options.map((option) => {
    option.onlyKeys('value', 'en', 'fr', 'exclusive');
    return {
      value: option.at('value').text(CODE, CODE_SHAPE),
      label: { en: option.at('en').text(), fr: option.at('fr').text() },
      exclusive: option.at('exclusive').flag(),
    };
  });
}

/** `unit: kg` where it is the same in every language. */
function readUnit(at: YamlPlace): LocalText {
  if (!at.isText) return readLocalText(at);
  return { en: at.text(), fr: at.text() };
}

const readBound = (at: YamlPlace): number | undefined => (at.given ? at.number() : undefined);

function refuse(at: YamlPlace, keys: readonly string[], message: string): void {
  for (const key of keys) if (at.at(key).given) at.at(key).problem(message);
}

/** The possible must hold the usual: min, rare_below, rare_above, max may only rise. */
function checkOrder(at: YamlPlace, { min, rareBelow, rareAbove, max }: SectionField): void {
  const bounds = Object.entries({ min, rare_below: rareBelow, rare_above: rareAbove, max }).filter(([, n]) => n !== undefined);
  bounds.slice(1).forEach(([key, bound], index) => {
    const [lowerKey, lower] = bounds[index];
    if (bound! <= lower!) at.at(key).problem(`must be more than ${lowerKey}`);
  });
}
