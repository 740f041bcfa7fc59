import fc from 'fast-check';
import { searchDocument, searchQuery, searchWords } from './search-words.js';

it.each([
  ['Éruption cutanée, DOULEUR', ['eruption', 'cutanee', 'douleur']],
  ['¿Fiebre? niño de 3 años', ['fiebre', 'nino', 'de', '3', 'anos']],
  ['BUN-2026-0042', ['bun', '2026', '0042', 'bun20260042', '20260042']],
  ['post-operative, 38.5 °C', ['post', 'operative', '38', '5', '385', 'c']],
  ['cœur, ﬁèvre, straße', ['coeur', 'fievre', 'strasse']],
  ['طِفْلٌ أُصيبَ بالحُمّى', ['طفل', 'اصيب', 'بالحمي']],
  ['حرارة ٣٩', ['حراره', '39']],
  ['Лихорадка у ребёнка', ['лихорадка', 'у', 'ребенка']],
  ['ቆዳ ሽፍታ', ['ቆዳ', 'ሽፍታ']],
  ['अर्श और बुखार', ['अर्श', 'और', 'बुखार']],
  ['fever fever Fever', ['fever']],
  ['… — !', []],
])('reads %j', (text, words) => {
  expect(searchWords(text)).toEqual(words);
});

it('reads a text the same with and without its accents, and the same again', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => {
    const words = searchWords(text);
    expect(searchWords(text.normalize('NFD'))).toEqual(words);
    expect(searchWords(words.join(' '))).toEqual(words);
  }));
});

it('looks for every word by its beginning, and for nothing without a word', () => {
  expect(searchQuery('Dermat rash')).toBe(`'dermat':* & 'rash':*`);
  expect(searchQuery(`' \\ & | ! :* ()`)).toBeNull();
});

it('looks for what is written together with a number as one word, from any of its words on', () => {
  expect(searchQuery('OPD-500, post-operative')).toBe(`'opd500':* & 'post':* & 'operative':*`);
  fc.assert(fc.property(fc.array(fc.stringMatching(/^[a-z0-9]{1,6}$/), { minLength: 2, maxLength: 5 }), fc.nat(4), (parts, from) => {
    const found = searchWords(parts.join('-'));
    const wanted = searchQuery(parts.slice(Math.min(from, parts.length - 1)).join('/'))!.matchAll(/'(.+?)'/g);
    for (const [, word] of wanted) expect(found).toContain(word);
  }));
});

it('keeps the part that a word is from', () => {
  expect(searchDocument(['Fever', 'fever and cough'], 'D')).toBe(`'fever':1D 'and':1D 'cough':1D`);
});
