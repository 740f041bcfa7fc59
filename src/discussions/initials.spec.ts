import { initials } from './initials.js';

it.each([
  ['Dr A. Diallo', 'AD'],
  ['Nurse M. Okello', 'MO'],
  ['S. Lindqvist', 'SL'],
  ['émile', 'É'],
  ['ليلى حداد', 'لح'],
  ['', ''],
])('calls %s %s', (name, short) => {
  expect(initials(name)).toBe(short);
});
