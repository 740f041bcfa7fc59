import { DAY, steadyStretches, zoneOffset } from './zone-offset.js';

export const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

export type Weekday = (typeof WEEKDAYS)[number];

/** A time of the day on a clock; a service may end at 24:00. */
export const TIME = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/;

/** When a specialty's doctors are at work. */
export interface ServiceHours {
  /** IANA name, such as Europe/Brussels. */
  readonly zone: string;
  readonly days: readonly Weekday[];
  /** HH:MM on the clock of the zone; `to` may be 24:00 and is no longer in service. */
  readonly from: string;
  readonly to: string;
}

const HOUR = 3_600_000;

/**
 * The first moment at which that many service hours have gone by since `from`. What counts is real time that
 * passes while the clock of the zone shows service hours: an hour that the clocks skip is not there to be
 * worked, one that they repeat is worked twice.
 * @param hours may be a fraction; 0 gives `from` back
 * @throws RangeError for hours that are negative or endless, or a service that never opens
 */
export function addServiceHours(from: Date, hours: number, service: ServiceHours): Date {
  if (!(hours >= 0 && hours < Infinity)) throw new RangeError(`${hours} hours cannot be counted`);
  let left = Math.round(hours * HOUR);
  if (left === 0) return new Date(from);

  for (const { opens, closes } of openings(from.getTime(), service)) {
    if (left <= closes - opens) return new Date(opens + left);
    left -= closes - opens;
  }
  throw new RangeError(`${hours} service hours end beyond the last date there is`);
}

/** Whether the doctors are at work at that moment. */
export function isInService(at: Date, service: ServiceHours): boolean {
  const clock = at.getTime() + zoneOffset(service.zone, at.getTime());
  const midnight = Math.floor(clock / DAY) * DAY;
  return (
    service.days.includes(weekday(midnight)) &&
    clock >= midnight + timeOfDay(service.from) &&
    clock < midnight + timeOfDay(service.to)
  );
}

/** Every time from `from` on during which the service is open, in order. */
function* openings(from: number, { zone, days, ...hours }: ServiceHours): Generator<{ opens: number; closes: number }> {
  const [open, close] = [timeOfDay(hours.from), timeOfDay(hours.to)];
  if (days.length === 0 || !(open < close)) throw new RangeError('A service that never opens cannot be counted');

  for (const { start, end, offset } of steadyStretches(zone, from)) {
    for (let midnight = Math.floor((start + offset) / DAY) * DAY; midnight < end + offset; midnight += DAY) {
      if (!days.includes(weekday(midnight))) continue;
      const opens = Math.max(midnight + open - offset, start, from);
      const closes = Math.min(midnight + close - offset, end);
      if (opens < closes) yield { opens, closes };
    }
  }
}

/** Milliseconds after midnight of a time such as 09:00. */
function timeOfDay(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours + minutes / 60) * HOUR;
}

const weekday = (midnight: number): Weekday => WEEKDAYS[new Date(midnight).getUTCDay()];
