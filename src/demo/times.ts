import { isoDay } from '#libs/i18n/times';

/** A time of the story, counted back from the moment at which it is told. */
export type StoryTime = (now: Date) => Date;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** @param minutes negative ones are still to come */
export const minutesAgo = (minutes: number): StoryTime => (now) => new Date(now.getTime() - minutes * MINUTE);

/** @param days at least 1 @param time of that day in UTC, "08:40" */
export const daysAgo = (days: number, time: string): StoryTime => (now) => new Date(`${isoDay(new Date(now.getTime() - days * DAY), 'UTC')}T${time}Z`);
