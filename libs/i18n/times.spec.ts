import { moment, shortMoment, type Clock } from './times.js';

const words = (key: string, values: Record<string, unknown> = {}) => [key, ...Object.values(values)].join(' ');
const clock = (now: string, timeZone: string): Clock => ({ language: 'en', timeZone, now: new Date(now), words });

describe('a moment', () => {
  it.each([
    ['2026-11-16T09:20Z', 'ui:time.today 12:20'],
    ['2026-11-15T06:05Z', 'ui:time.yesterday 09:05'],
    ['2026-11-15T21:30Z', 'ui:time.today 00:30'],
    ['2026-11-16T21:30Z', 'ui:time.tomorrow 00:30'],
    ['2026-11-14T11:05Z', 'ui:time.on Sat 14 Nov 14:05'],
    ['2025-11-16T11:05Z', 'ui:time.on 16 Nov 2025 14:05'],
  ])('is near or far by the days of the reader: %s', (at, said) => {
    expect(moment(new Date(at), clock('2026-11-16T10:00Z', 'Africa/Nairobi'))).toBe(said);
  });

  it('is yesterday on a day of 25 hours, and tomorrow on one of 23', () => {
    expect(moment(new Date('2026-10-24T20:00Z'), clock('2026-10-25T22:45Z', 'Europe/Paris'))).toBe('ui:time.yesterday 22:00');
    expect(moment(new Date('2026-03-29T06:00Z'), clock('2026-03-28T22:30Z', 'Europe/Paris'))).toBe('ui:time.tomorrow 08:00');
  });

  it('is the time alone, or the day alone, in a narrow column', () => {
    const short = (at: string) => shortMoment(new Date(at), clock('2026-11-16T10:00Z', 'Africa/Nairobi'));
    expect([short('2026-11-16T09:20Z'), short('2026-11-15T09:20Z'), short('2025-11-15T09:20Z')]).toEqual(['12:20', 'Sun 15 Nov', '15 Nov 2025']);
  });
});
