import fc from 'fast-check';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { phrase } from './phrase.js';
import { Dictionary } from './words.js';

describe('a phrase', () => {
  it('is said with its gaps filled, several times over', () => {
    const say = phrase('{{who}} wrote to {{whom}}; {{who}} waits.');
    expect(say({ who: 'A', whom: 'B' })).toBe('A wrote to B; A waits.');
    expect(say({ who: 1, whom: null })).toBe('1 wrote to ; 1 waits.');
  });

  it('shows a gap that nobody fills', () => {
    expect(phrase('{{day}}, {{time}}')({ day: 'Monday' })).toBe('Monday, {{time}}');
    expect(phrase('{{day}}')()).toBe('{{day}}');
  });

  it('says a value as it is, whatever is in it', () => {
    fc.assert(fc.property(fc.string(), (value) => {
      expect(phrase('<{{a}}|{{b}}>')({ a: value, b: '' })).toBe(`<${value}|>`);
    }), { examples: [['{{b}}'], ['$&'], ['$t(ui:key)']] });
  });
});

describe('a dictionary', () => {
  const folder = mkdtempSync(join(tmpdir(), 'telecase-words-'));
  const write = (module: string, language: string, texts: object) => {
    mkdirSync(join(folder, module, 'locales'), { recursive: true });
    writeFileSync(join(folder, module, 'locales', `${language}.json`), JSON.stringify(texts));
  };
  write('wards', 'en', { title: 'Wards', beds: { free_zero: 'No bed is free', free_one: '{{count}} bed is free', free_other: '{{count}} beds are free' } });
  write('wards', 'fr', { title: 'Services', beds: { free_one: '{{count}} lit libre', free_many: '{{count}} de lits libres', free_other: '{{count}} lits libres' } });
  write('theatre', 'en', { title: 'Theatre, {{name}}' });
  write('theatre', 'fr', { title: 'Bloc, {{name}}' });
  const dictionary = new Dictionary(folder);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('says the words of each module in each language', () => {
    expect([dictionary.in('en')('wards:title'), dictionary.in('fr')('theatre:title', { name: 'A' })]).toEqual(['Wards', 'Bloc, A']);
  });

  it.each([
    ['en', 0, 'No bed is free'], ['en', 1, '1 bed is free'], ['en', 1.5, '1.5 beds are free'], ['en', 21, '21 beds are free'],
    ['fr', 0, '0 lit libre'], ['fr', 1.5, '1.5 lit libre'], ['fr', 2, '2 lits libres'], ['fr', 1_000_000, '1000000 de lits libres'],
  ] as const)('counts as %s does: %d', (language, count, said) => {
    expect(dictionary.in(language)('wards:beds.free', { count })).toBe(said);
  });

  it('counts only numbers, and only what has plurals', () => {
    expect(dictionary.in('en')('wards:beds.free', { count: '1' })).toBe('wards:beds.free');
    expect(dictionary.in('en')('theatre:title', { name: 'B', count: 2 })).toBe('Theatre, B');
  });

  it.each(['wards:nothing', 'wards:beds', 'nobody:title', 'title'])('shows a key that is missing as itself: %s', (key) => {
    expect(dictionary.in('fr')(key)).toBe(key);
  });
});
