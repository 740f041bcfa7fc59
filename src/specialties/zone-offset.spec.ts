import { steadyStretches, zoneOffset } from './zone-offset.js';

const at = (iso: string) => Date.parse(iso);

describe('the offset of a zone', () => {
  it.each([
    ['Europe/Brussels', '2026-07-01T00:00Z', 120],
    ['America/New_York', '2026-01-01T00:00Z', -300],
    ['Asia/Kathmandu', '2026-01-01T00:00Z', 345],
    ['Australia/Lord_Howe', '2026-07-01T00:00Z', 630],
    ['America/St_Johns', '2026-01-01T00:00Z', -210],
    ['UTC', '2026-01-01T00:00Z', 0],
  ])('of %s at %s is %d minutes', (zone, moment, minutes) => {
    expect(zoneOffset(zone, at(moment))).toBe(minutes * 60_000);
  });

  it('refuses a zone that does not exist', () => {
    expect(() => zoneOffset('Europe/Bruxelles', 0)).toThrow(RangeError);
  });
});

it('cuts time to the millisecond where the clocks change, and leaves nothing out', () => {
  const stretches = steadyStretches('Europe/Brussels', at('2026-03-28T18:00Z'));

  const [before, night, morning] = [stretches.next().value, stretches.next().value, stretches.next().value];

  expect(before).toEqual({ start: at('2026-03-28T00:00Z'), end: at('2026-03-29T00:00Z'), offset: 3_600_000 });
  expect(night).toEqual({ start: at('2026-03-29T00:00Z'), end: at('2026-03-29T01:00Z'), offset: 3_600_000 });
  expect(morning).toEqual({ start: at('2026-03-29T01:00Z'), end: at('2026-03-30T00:00Z'), offset: 7_200_000 });
});
