import fc from 'fast-check';
import { passwordProblem, SHORTEST } from './password-rules.js';

const owner = { name: 'Dr Amina Diallo', email: 'a.diallo@clinic.example' };
const problem = (password: string) => passwordProblem(password, owner)?.split('.')[1];

it.each([
  ['', 'missing'],
  ['fourteen chars', 'too-short'],
  ['ß'.repeat(129), 'too-long'],
  ['telecasetelecase', 'too-common'],
  ['Telecase-2026-Telecase', 'too-common'],
  ['aaaaaaaaaaaaaaaaaaaa', 'too-common'],
  ['aaaaaaaaaaaaaaaaaaaB', 'too-common'],
  ['123451234512345', 'too-common'],
  ['passwordpassword', 'too-common'],
  ['My password is 1234567', 'too-common'],
  ['QwErTyUiOpAsDfGh', 'too-common'],
  ['correct horse battery staple', 'too-common'],
  ['Ｔｅｌｅｃａｓｅ ｔｅｌｅｃａｓｅ', 'too-common'],
  ['Amina Diallo 1984', 'too-common'],
  ['a.diallo@clinic.example', 'too-common'],
  ['adiallo adiallo 12', 'too-common'],
])('refuses %j: %s', (password, why) => {
  expect(problem(password)).toBe(why);
});

it.each([
  'Nine quiet herons by the ferry',
  'fifteen letters',
  'coffee letter, bitter cabbage',
  'пятнадцать букв здесь',
  'የሰማይ ወፎች በወንዝ ዳር ይበራሉ',
  '🦊🌧️🚲🥭🪁🧭🕯️🐢🧶🪴🎻🧊🌶️🦉⛵',
])('accepts %j', (password) => {
  expect(problem(password)).toBeUndefined();
});

it('takes 128 characters that are two UTF-16 units each', () => {
  const letters = Array.from({ length: 128 }, (_, at) => String.fromCodePoint(0x10400 + (at % 80))).join('');
  expect(letters).toHaveLength(256);
  expect(problem(letters)).toBeUndefined();
});

it('answers at once, whatever is typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (password) => {
      const started = performance.now();
      passwordProblem(password, owner);
      expect(performance.now() - started).toBeLessThan(200);
    }),
  );
});

it('wants no digit, sign or capital: fifteen different letters will do, in any order', () => {
  fc.assert(fc.property(fc.shuffledSubarray([...'bcdfghjklmnpqrstvwxz'], { minLength: SHORTEST }), (letters) => problem(letters.join('')) === undefined));
});
