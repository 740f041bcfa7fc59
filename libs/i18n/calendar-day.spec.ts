import fc from 'fast-check';
import { isCalendarDay } from './calendar-day.js';

describe('a calendar day', () => {
  it.each(['2026-02-28', '2024-02-29', '1999-12-31'])('exists: %s', (text) => expect(isCalendarDay(text)).toBe(true));
  it.each(['2026-02-29', '2026-02-30', '2026-23-11', '2026-00-10', '2026-11-00', '2026-11-32', '2026-W45-1', '2026-11', '23/11/2026', '0000-01-01', '', 'today'])('does not exist: %s', (text) => expect(isCalendarDay(text)).toBe(false));

  it('is each day that there was or will be, and never breaks on anything else', () => {
    fc.assert(fc.property(fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), (at) => isCalendarDay(at.toISOString().slice(0, 10))));
    fc.assert(fc.property(fc.stringMatching(/^\d{4}-\d\d-\d\d$/), (text) => typeof isCalendarDay(text) === 'boolean'));
  });
});
