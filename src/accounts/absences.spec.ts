import fc from 'fast-check';
import { isoDay } from '#libs/i18n/times';
import { absentUntil } from './absences.js';

const leave = { firstDay: '2026-12-21', lastDay: '2027-01-04' };

it.each([
  ['2026-12-20', null],
  ['2026-12-21', '2027-01-04'],
  ['2027-01-04', '2027-01-04'],
  ['2027-01-05', null],
])('on %s: absent until %s', (day, until) => {
  expect(absentUntil([leave], day)).toBe(until);
});

it('takes the longest of those that overlap', () => {
  expect(absentUntil([leave, { firstDay: '2026-12-30', lastDay: '2027-02-01' }], '2027-01-01')).toBe('2027-02-01');
});

it('begins at the first midnight and ends at the last, by the clock of whatever zone, summer time or not', () => {
  const HOUR = 3_600_000;
  const zone = fc.constantFrom('UTC', 'Europe/Brussels', 'America/New_York', 'Africa/Nairobi', 'Pacific/Auckland', 'Pacific/Honolulu', 'America/Santiago');
  const noonOf = (day: string) => Date.parse(`${day}T12:00Z`);
  const clock = (at: number, timeZone: string) => new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(at);
  fc.assert(
    fc.property(zone, fc.integer({ min: 0, max: 364 }), fc.integer({ min: 0, max: 20 }), (timeZone, start, length) => {
      const day = (count: number) => new Date(Date.UTC(2026, 0, 1 + count)).toISOString().slice(0, 10);
      const absence = { firstDay: day(start), lastDay: day(start + length) };
      const hours = Array.from({ length: (length + 5) * 24 }, (_, hour) => Date.parse(`${day(start - 2)}T00:00Z`) + hour * HOUR);
      const away = hours.filter((at) => absentUntil([absence], isoDay(new Date(at), timeZone)) !== null);
      expect(Math.abs(away.length - (length + 1) * 24)).toBeLessThanOrEqual(1);
      expect(away.at(-1)! - away[0]!).toBe((away.length - 1) * HOUR);
      expect(clock(away[0]!, timeZone).slice(0, 10)).toBe(clock(noonOf(absence.firstDay), 'UTC').slice(0, 10));
      expect(clock(away.at(-1)!, timeZone).slice(0, 10)).toBe(clock(noonOf(absence.lastDay), 'UTC').slice(0, 10));
    }),
    { numRuns: 50 },
  );
});

it('is never absent outside of every absence', () => {
  const day = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
  const absence = fc.tuple(day, day).map((days) => days.sort()).map(([firstDay, lastDay]) => ({ firstDay: firstDay!, lastDay: lastDay! }));
  fc.assert(
    fc.property(fc.array(absence), day, (absences, today) => {
      const isOff = absences.some(({ firstDay, lastDay }) => today >= firstDay && today <= lastDay);
      expect(absentUntil(absences, today) !== null).toBe(isOff);
    }),
  );
});
