import type { Language } from '#config/languages';

const LOCALES: Record<Language, string> = { en: 'en-GB', fr: 'fr-FR' };

/** How times are said, or compared: as a key that sorts; how far they are from UTC. */
const STYLES = {
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  day: { weekday: 'short', day: 'numeric', month: 'short' },
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  key: { year: 'numeric', month: '2-digit', day: '2-digit' },
  offset: { timeZoneName: 'shortOffset' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
type Style = keyof typeof STYLES;

/** Styles that are the same in any language. */
const OF_NO_LANGUAGE: Partial<Record<Style, string>> = { key: 'en-CA', offset: 'en' };

/** Times that are kept in words, for each way to say them. */
const MOST_SAID = 10_000;

/** Says times in one way. Lists say the same minutes again and again, and saying one anew costs as much as a row of a list. */
class TimeFormat {
  private readonly said = new Map<number, string>();

  constructor(private readonly format: Intl.DateTimeFormat) {}

  /** No style tells seconds, and no zone is half a minute off: so a minute reads as any moment of it. */
  say(at: Date): string {
    const minute = Math.floor(at.getTime() / 60_000);
    const known = this.said.get(minute);
    if (known !== undefined) return known;
    if (this.said.size >= MOST_SAID) this.said.clear();
    const text = this.format.format(at);
    this.said.set(minute, text);
    return text;
  }
}

const formatters = new Map<string, Partial<Record<Language, Partial<Record<Style, TimeFormat>>>>>();

/** Making one costs as much as a hundred uses of it. */
function formatter(language: Language, timeZone: string, style: Style): TimeFormat {
  let ofZone = formatters.get(timeZone);
  if (!ofZone) formatters.set(timeZone, (ofZone = {}));
  const ofLanguage = (ofZone[language] ??= {});
  return (ofLanguage[style] ??= new TimeFormat(new Intl.DateTimeFormat(OF_NO_LANGUAGE[style] ?? LOCALES[language], { timeZone, ...STYLES[style] })));
}

/** What a page needs to say times to one reader: their language, zone, and the moment it is now. */
export interface Clock {
  readonly language: Language;
  readonly timeZone: string;
  readonly now: Date;
  readonly words: (key: string, values?: Record<string, unknown>) => string;
}

/** @param reader whoever reads the page @param words of their language */
export const clockOf = ({ language, timeZone }: Pick<Clock, 'language' | 'timeZone'>, words: Clock['words'], now = new Date()): Clock => ({ language, timeZone, now, words });

const DAY = 86_400_000;
const NEAR: Readonly<Record<number, string>> = { [-1]: 'yesterday', 0: 'today', 1: 'tomorrow' };

/** "today 12:20", "yesterday 09:05", "Mon 16 Nov, 14:05"; with the year when it is another one. */
export function moment(at: Date, { language, timeZone, now, words }: Clock): string {
  const time = formatter(language, timeZone, 'time').say(at);
  const [its, today] = [isoDay(at, timeZone), isoDay(now, timeZone)];
  const near = NEAR[(Date.parse(its) - Date.parse(today)) / DAY];
  if (near) return words(`ui:time.${near}`, { time });
  return words('ui:time.on', { day: formatter(language, timeZone, isSameYear(its, today) ? 'day' : 'date').say(at), time });
}

/** "12:20" today, else the day alone: for the narrow column of a list. */
export function shortMoment(at: Date, { language, timeZone, now }: Clock): string {
  const [its, today] = [isoDay(at, timeZone), isoDay(now, timeZone)];
  return formatter(language, timeZone, its === today ? 'time' : isSameYear(its, today) ? 'day' : 'date').say(at);
}

const isSameYear = (one: string, other: string): boolean => one.slice(0, 4) === other.slice(0, 4);

/** "16 Nov 2026". */
export const day = (at: Date, { language, timeZone }: Pick<Clock, 'language' | 'timeZone'>): string => formatter(language, timeZone, 'date').say(at);

/** The calendar day in a zone, as YYYY-MM-DD. */
export const isoDay = (at: Date, timeZone: string): string => formatter('en', timeZone, 'key').say(at);

/** "2 h 10 min", "58 min", "3 days": how long, in words, whole and rounded down. */
export function duration(milliseconds: number, { words }: Pick<Clock, 'words'>): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  if (minutes < 60) return words('ui:time.minutes', { minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return words(minutes % 60 ? 'ui:time.hours-minutes' : 'ui:time.hours', { hours, minutes: String(minutes % 60).padStart(2, '0') });
  return words('ui:time.days', { count: Math.floor(hours / 24) });
}

/** "Africa/Nairobi (UTC+3)": the zone and how far it is from UTC now. */
export const zoneName = (timeZone: string, now: Date): string => `${timeZone} (${formatter('en', timeZone, 'offset').say(now).replace(/^.*GMT/, 'UTC')})`;

const sizes = new Map<string, Intl.NumberFormat>();

/** Bytes as people read them: "812 kB", "1.1 MB"; thousands, as operating systems of phones count. */
export function bytes(count: number, language: Language): string {
  const [value, unit] = count < 1e6 ? [Math.max(1, count / 1e3), 'kilobyte'] : count < 1e9 ? [count / 1e6, 'megabyte'] : [count / 1e9, 'gigabyte'];
  const maximumFractionDigits = value < 10 && count >= 1e6 ? 1 : 0;
  const key = `${language} ${unit} ${maximumFractionDigits}`;
  let format = sizes.get(key);
  if (!format) sizes.set(key, (format = new Intl.NumberFormat(LOCALES[language], { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits })));
  return format.format(value);
}
