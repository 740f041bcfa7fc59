import { readNumber, writeNumber } from './numbers.js';

describe('reading a number', () => {
  it.each([
    ['12.5', 12.5],
    ['12,5', 12.5],
    ['3.', 3],
    ['-1', -1],
    ['\u22121', -1],
    ['007', 7],
    ['٣٧٫٥', 37.5],
    ['۳۷', 37],
  ])('takes %s', (typed, number) => {
    expect(readNumber(typed)).toBe(number);
  });

  it.each(['', 'twelve', '12 kg', '12 5', '1.234,5', '1,234,5', '1e3', '0x1F', 'Infinity', '.', ',5', '1'.repeat(13)])('takes %s for no number', (typed) => {
    expect(readNumber(typed)).toBeUndefined();
  });
});

it('writes what it would read again, in the reader’s own way', () => {
  expect(writeNumber(3200.25, 'en')).toBe('3200.25');
  expect(writeNumber(3200.25, 'fr')).toBe('3200,25');
  expect(readNumber(writeNumber(3200.25, 'fr'))).toBe(3200.25);
});
