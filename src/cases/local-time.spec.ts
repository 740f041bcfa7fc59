import fc from 'fast-check';
import { localToUtc, utcToLocal } from './local-time.js';

describe('a local time in a form', () => {
  it('is read in the zone of whoever typed it', () => {
    expect(localToUtc('2026-11-17T13:42', 'Africa/Nairobi')).toEqual(new Date('2026-11-17T10:42Z'));
    expect(localToUtc('2026-07-01T09:00', 'Europe/Paris')).toEqual(new Date('2026-07-01T07:00Z'));
  });

  it.each(['', 'tomorrow', '2026-13-01T00:00', '2026-11-17', '2026-02-30T10:00', '2026-02-03T24:00', '9999-12-31T23:59', '0000-01-01T00:00'])('is none when it says %j', (typed) => {
    expect(localToUtc(typed, 'UTC')).toBeNull();
  });

  it('comes back the same, except in the hour that a clock change repeats', () => {
    const minutes = fc.integer({ min: 0, max: 60 * 24 * 365 * 3 });
    fc.assert(
      fc.property(minutes, fc.constantFrom('Africa/Nairobi', 'Asia/Kathmandu', 'Europe/Paris', 'America/New_York'), (minute, zone) => {
        const at = new Date(Date.UTC(2025, 0, 1) + minute * 60_000);
        const back = localToUtc(utcToLocal(at, zone), zone)!;
        expect([0, 3_600_000]).toContain(Math.abs(back.getTime() - at.getTime()));
      }),
    );
  });
});
