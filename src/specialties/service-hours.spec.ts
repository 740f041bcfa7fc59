import fc from 'fast-check';
import { addServiceHours, isInService, WEEKDAYS, type ServiceHours } from './service-hours.js';

const MINUTE = 60_000;
const office: ServiceHours = { zone: 'Europe/Brussels', days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' };
const due = (from: string, hours: number, service = office) => addServiceHours(new Date(from), hours, service).toISOString();

describe('a due time in service hours', () => {
  it.each([
    ['within a day', '2026-11-16T10:00+01:00', 2, '2026-11-16T12:00+01:00'],
    ['to the last minute of a day', '2026-11-16T15:00+01:00', 2, '2026-11-16T17:00+01:00'],
    ['over a night', '2026-11-16T16:30+01:00', 2, '2026-11-17T10:30+01:00'],
    ['from before the service opens', '2026-11-16T05:00+01:00', 2, '2026-11-16T11:00+01:00'],
    ['over a weekend', '2026-11-20T16:15+01:00', 2, '2026-11-23T10:15+01:00'],
    ['from a Sunday', '2026-11-22T12:00+01:00', 0.5, '2026-11-23T09:30+01:00'],
    ['over the end of summer time', '2026-10-23T16:00+02:00', 2, '2026-10-26T10:00+01:00'],
    ['over two weeks', '2026-11-16T09:00+01:00', 80, '2026-11-27T17:00+01:00'],
    ['not moved by no hours at all', '2026-11-22T12:00+01:00', 0, '2026-11-22T12:00+01:00'],
  ])('is counted %s', (_, from, hours, expected) => {
    expect(due(from, hours)).toBe(new Date(expected).toISOString());
  });

  it('leaves out the hour that the clocks skip and counts twice the one that they repeat', () => {
    const nights: ServiceHours = { ...office, days: ['sun'], from: '00:00', to: '06:00' };

    expect(due('2026-03-28T23:00Z', 5, nights)).toBe('2026-03-29T04:00:00.000Z');
    expect(due('2026-10-24T22:00Z', 7, nights)).toBe('2026-10-25T05:00:00.000Z');
  });

  it('passes over a day that a zone left out of its calendar', () => {
    const always: ServiceHours = { zone: 'Pacific/Apia', days: ['fri'], from: '00:00', to: '24:00' };

    expect(due('2011-12-29T12:00Z', 1, always)).toBe('2012-01-05T11:00:00.000Z');
  });

  it.each([-1, Number.NaN, Infinity])('refuses %d hours', (hours) => {
    expect(() => addServiceHours(new Date(), hours, office)).toThrow(RangeError);
  });

  it('refuses a service that never opens', () => {
    expect(() => addServiceHours(new Date(), 1, { ...office, days: [] })).toThrow(RangeError);
    expect(() => addServiceHours(new Date(), 1, { ...office, to: '09:00' })).toThrow(RangeError);
  });
});

describe('against a watchman who looks at the clock every minute', () => {
  const MOMENTS: Record<string, string[]> = {
    'Europe/Brussels': ['2026-03-29', '2026-10-25', '2026-12-31'],
    'America/New_York': ['2026-03-08', '2026-11-01', '2027-01-01'],
    'Africa/Nairobi': ['2026-05-01'],
    'Asia/Kathmandu': ['2026-05-01', '1985-12-31'],
    'Pacific/Apia': ['2026-05-01', '2011-12-29', '2021-04-03'],
    'Australia/Lord_Howe': ['2026-04-04', '2026-10-03'],
  };

  /** Whether the wall clock shows service hours, straight from the platform. */
  function watchman({ zone, days, from, to }: ServiceHours): (at: number) => boolean {
    const clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
    });
    return (at) => {
      const [weekday, time] = clock.format(at).toLowerCase().split(/,? /);
      return days.some((day) => day === weekday) && time >= from && time < to;
    };
  }

  const clockTime = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

  const openTimes = fc
    .uniqueArray(fc.integer({ min: 0, max: 24 * 60 }), { minLength: 2, maxLength: 2 })
    .map((pair) => pair.sort((a, b) => a - b).map(clockTime));

  const scenes = (zone: string) =>
    fc.record({
      service: fc
        .tuple(fc.subarray([...WEEKDAYS], { minLength: 1 }), openTimes)
        .map(([days, [from, to]]): ServiceHours => ({ zone, days, from, to })),
      start: fc
        .tuple(fc.constantFrom(...MOMENTS[zone]), fc.integer({ min: -2880, max: 2880 }))
        .map(([day, minutes]) => Date.parse(`${day}T12:00Z`) + minutes * MINUTE),
    });

  it.each(Object.keys(MOMENTS))('is the same in %s', (zone) => {
    const property = fc.property(scenes(zone), fc.integer({ min: 1, max: 4 * 1440 }), ({ service, start }, watch) => {
      const isOpen = watchman(service);
      let counted = 0;
      let lastCounted = start;
      for (let at = start; at < start + watch * MINUTE; at += MINUTE) {
        const open = isOpen(at);
        if (isInService(new Date(at), service) !== open) expect.fail(`isInService is wrong at ${new Date(at).toISOString()}`);
        if (!open) continue;
        counted += 1;
        lastCounted = at + MINUTE;
      }
      expect(addServiceHours(new Date(start), counted / 60, service).getTime()).toBe(lastCounted);
    });
    fc.assert(property, { numRuns: 30 });
  }, 60_000);

  it('adds up to the millisecond', () => {
    const zones = fc.constantFrom(...Object.keys(MOMENTS)).chain(scenes);
    const parts = fc.integer({ min: 0, max: 20 * 60 * MINUTE });
    const property = fc.property(zones, parts, parts, ({ service, start }, one, two) => {
      const add = (from: Date, ms: number) => addServiceHours(from, ms / 3_600_000, service);

      expect(add(add(new Date(start), one), two)).toEqual(add(new Date(start), one + two));
    });
    fc.assert(property);
  });
});
