import fc from 'fast-check';
import { readTimestamp } from './timestamps.js';

/** As PostgreSQL writes it in ISO style: no zeros at the end of the fraction. */
const written = (moment: Date, microseconds: number): string => {
  const fraction = String(moment.getUTCMilliseconds() * 1000 + microseconds).padStart(6, '0').replace(/0+$/, '');
  return `${moment.toISOString().slice(0, 19).replace('T', ' ')}${fraction && `.${fraction}`}+00`;
};

describe('a moment that PostgreSQL has written', () => {
  it('is read to the millisecond', () => {
    const years = { min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true };
    fc.assert(fc.property(fc.date(years), fc.integer({ min: 0, max: 999 }), (moment, microseconds) => {
      expect(readTimestamp(written(moment, microseconds))).toEqual(moment);
    }));
  });

  it.each([
    ['2026-11-16 12:20:05.5+03', new Date('2026-11-16T09:20:05.500Z')],
    ['2026-11-16 12:20:05+05:30', new Date('2026-11-16T06:50:05Z')],
    ['12026-11-16 12:20:05+00', new Date('+012026-11-16T12:20:05Z')],
    ['infinity', Infinity],
    ['-infinity', -Infinity],
  ])('is read in other shapes too: %s', (text, moment) => {
    expect(readTimestamp(text)).toEqual(moment);
  });
});
