/** What a `datetime-local` field holds (YYYY-MM-DDTHH:MM) in a time zone, as a moment; null when it is none of the years 1000 to 2999. */
export function localToUtc(local: string, timeZone: string): Date | null {
  if (!/^[12]\d{3}-\d\d-\d\dT\d\d:\d\d$/.test(local)) return null;
  const asIfUtc = Date.parse(`${local}Z`);
  // 30 February is none, although JavaScript takes it for 2 March.
  if (Number.isNaN(asIfUtc) || !new Date(asIfUtc).toISOString().startsWith(local)) return null;
  // The zone's distance from UTC can change in between, so it is asked twice.
  const first = asIfUtc - offset(asIfUtc, timeZone);
  return new Date(asIfUtc - offset(first, timeZone));
}

/** A moment as a `datetime-local` field of that zone holds it. */
export const utcToLocal = (at: Date, timeZone: string): string => new Date(at.getTime() + offset(at.getTime(), timeZone)).toISOString().slice(0, 16);

function offset(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)!.value;
  return Date.parse(`${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}Z`) - Math.floor(at / 1000) * 1000;
}
