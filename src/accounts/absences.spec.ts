import fc from 'fast-check';
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
