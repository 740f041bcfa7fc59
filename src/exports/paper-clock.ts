import type { Actor } from '#libs/authorization/actor';
import { clockOf, type Clock } from '#libs/i18n/times';
import type { Words } from '#libs/i18n/words';

/** A page has no "today": seen from another year, every time is said with its full date. */
export const LONG_AGO = new Date(0);

/** Times of a PDF, in the zone of whoever made it. */
export const paperClock = (actor: Actor, words: Words): Clock => clockOf(actor, words, LONG_AGO);
