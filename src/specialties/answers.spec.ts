import { join } from 'node:path';
import fc from 'fast-check';
import { LANGUAGE_CODES } from '#config/languages';
import { projectRoot } from '#config/root';
import { Dictionary } from '#libs/i18n/words';
import { messageDetails, readSection, typedAnswers } from './answers.js';
import { loadCatalogue } from './catalogue.js';
import type { Section, SectionField } from './section.js';

const catalogue = loadCatalogue(join(projectRoot, 'config/specialties'));
const sectionOf = (code: string): Section => catalogue.get(code)!.sections[0];
const [pediatrics, dermatology, obstetrics] = ['pediatrics', 'dermatology', 'obstetrics-gynecology'].map(sectionOf);

describe('reading what was typed into a section', () => {
  it('keeps each answer as what it is', () => {
    const { values, errors } = readSection(pediatrics, {
      weight: ' 3,2 ', oedema: 'no', 'birth-history': 'Term\r\nBreech', feeding: ['tube', 'breast'], vaccination: 'unknown', 'danger-signs': 'none',
    });

    expect(errors).toEqual({});
    expect(values).toEqual({
      weight: 3.2, oedema: false, 'birth-history': 'Term\nBreech', feeding: ['breast', 'tube'], vaccination: 'unknown', 'danger-signs': ['none'],
    });
  });

  it('leaves out what is empty or not asked', () => {
    const typed = JSON.parse('{"weight":"  ","feeding":["",""],"shoe-size":"38","__proto__":{"weight":"3"},"constructor":"x"}');

    expect(readSection(pediatrics, typed)).toEqual({ values: {}, errors: {}, warnings: {} });
  });

  it.each<[string, Section, string, string | string[], string]>([
    ['words for a number', pediatrics, 'weight', 'three', 'number'],
    ['half a pregnancy', obstetrics, 'gravida', '2.5', 'whole-number'],
    ['a MUAC that no arm has', pediatrics, 'muac', '49', 'too-low'],
    ['a MUAC in the wrong unit', pediatrics, 'muac', '12.5', 'too-low'],
    ['a pregnancy of a year', obstetrics, 'gestation', '52', 'too-high'],
    ['a day that there is not', obstetrics, 'last-period', '2026-02-30', 'date'],
    ['a date in another order', obstetrics, 'last-period', '27/03/2026', 'date'],
    ['a year with a slip', obstetrics, 'last-period', '0206-03-27', 'date'],
    ['a period still to come', obstetrics, 'last-period', '2999-01-01', 'date-to-come'],
    ['a choice that was not offered', dermatology, 'itch', 'awful', 'choice'],
    ['maybe', dermatology, 'others-affected', 'maybe', 'choice'],
    ['one of several that was not offered', pediatrics, 'feeding', ['breast', 'beer'], 'choice'],
    ['danger signs and none of them', pediatrics, 'danger-signs', ['none', 'shock'], 'exclusive'],
    ['a text without end', dermatology, 'evolution', 'x'.repeat(4001), 'too-long'],
  ])('refuses %s', (_, section, key, typed, error) => {
    expect(readSection(section, { [key]: typed })).toEqual({ values: {}, errors: { [key]: `specialties:errors.${error}` }, warnings: {} });
  });

  it.each([
    ['muac', '60', 'rare-low'],
    ['weight', '120', 'rare-high'],
  ])('keeps a rare %s of %s, and asks to look again', (key, typed, warning) => {
    expect(readSection(pediatrics, { [key]: typed })).toEqual({
      values: { [key]: Number(typed) }, errors: {}, warnings: { [key]: `specialties:warnings.${warning}` },
    });
  });

  it('finds the edge of what is usual usual', () => {
    expect(readSection(pediatrics, { muac: '80', weight: '80' }).warnings).toEqual({});
  });

  it('drops the NUL that the database refuses', () => {
    expect(readSection(dermatology, { duration: '3\0 weeks', evolution: '\0' }).values).toEqual({ duration: '3 weeks' });
  });

  it('takes the bounds themselves, and today', () => {
    const today = new Date().toISOString().slice(0, 10);
    const { errors } = readSection(obstetrics, { gestation: '44', 'last-period': today, 'previous-births': 'x'.repeat(4000) });

    expect({ ...errors, ...readSection(pediatrics, { muac: '50', 'age-days': '0' }).errors }).toEqual({});
  });

  it('never fails, whatever is sent', () => {
    const anything = fc.dictionary(fc.constantFrom(...pediatrics.fields.map(({ key }) => key), '__proto__'), fc.anything());

    fc.assert(fc.property(anything, (typed) => {
      const { values, errors } = readSection(pediatrics, typed as Record<string, string>);
      expect(Object.keys(values).filter((key) => key in errors)).toEqual([]);
      expect(JSON.stringify(values)).not.toContain('\\u0000');
    }));
  });
});

it('fills a form with what was kept, to be read the same again', () => {
  const typed = { weight: '3,2', oedema: 'yes', 'birth-history': 'Term', feeding: ['breast'], 'age-days': '0' };
  const { values } = readSection(pediatrics, typed);

  expect(typedAnswers(values, 'fr')).toEqual(typed);
  expect(readSection(pediatrics, typedAnswers(values, 'en')).values).toEqual(values);
});

describe('the words for what is wrong', () => {
  const words = new Dictionary(join(projectRoot, 'src'));
  const fieldOf = (section: Section, key: string): SectionField => section.fields.find((field) => field.key === key)!;

  it('name the bound and its unit', () => {
    const say = (key: string, field: SectionField) => words.in('fr')(`specialties:${key}`, messageDetails(field, 'fr'));

    expect(say('errors.too-high', fieldOf(obstetrics, 'gestation'))).toBe('Ne doit pas dépasser 44 semaines d’aménorrhée');
    expect(say('warnings.rare-low', fieldOf(pediatrics, 'weight'))).toBe('Moins de 1,5 kg est rare\u00a0: vérifiez');
  });

  it.each(LANGUAGE_CODES)('are there in %s', (language) => {
    const keys = ['number', 'whole-number', 'too-low', 'too-high', 'too-long', 'date', 'date-to-come', 'choice', 'exclusive'].map((key) => `errors.${key}`);
    const said = [...keys, 'warnings.rare-low', 'warnings.rare-high', 'answers.yes', 'answers.no'].map((key) =>
      words.in(language)(`specialties:${key}`, messageDetails(fieldOf(pediatrics, 'muac'), language)));

    expect(said.filter((text) => /errors\.|warnings\.|answers\.|\{\{/.test(text))).toEqual([]);
    expect(new Set(said).size).toBe(said.length);
  });
});
