/** Milliseconds in 24 hours. */
export const DAY = 86_400_000;

const LAST_DATE = 8.64e15;

/** A time within which the clocks of a zone were not changed: local time is `t + offset` throughout. */
export interface SteadyStretch {
  readonly start: number;
  readonly end: number;
  readonly offset: number;
}

/**
 * Milliseconds that the clocks of the zone are ahead of UTC at that moment (a UNIX time in milliseconds).
 * @throws RangeError for a zone that does not exist
 */
export function zoneOffset(zone: string, at: number): number {
  const [, sign, hours, minutes, seconds = '0'] = /GMT([+-])(\d+):(\d+)(?::(\d+))?/.exec(clockOf(zone).format(at)) ?? [];
  if (!sign) return 0; // plain "GMT"
  return Number(`${sign}1`) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
}

export function zoneExists(zone: string): boolean {
  try {
    zoneOffset(zone, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * Time from the UTC midnight before `from` on, cut wherever the clocks of the zone change. Looks once a UTC
 * day: no zone has ever changed its clocks twice in one.
 */
export function* steadyStretches(zone: string, from: number): Generator<SteadyStretch> {
  let start = Math.floor(from / DAY) * DAY;
  let offset = zoneOffset(zone, start);
  for (let end = start + DAY; end <= LAST_DATE; end += DAY) {
    const later = zoneOffset(zone, end);
    if (later !== offset) {
      const change = changeBetween(zone, start, end);
      yield { start, end: change, offset };
      [start, offset] = [change, later];
    }
    yield { start, end, offset };
    start = end;
  }
}

/** The first moment with the later offset, found by halving. */
function changeBetween(zone: string, start: number, end: number): number {
  const before = zoneOffset(zone, start);
  let [low, high] = [start, end];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zoneOffset(zone, middle) === before) low = middle;
    else high = middle;
  }
  return high;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs a hundred times what using one does. */
function clockOf(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    clocks.set(zone, clock);
  }
  return clock;
}
