import type { Words } from '#libs/i18n/words';
import type { NotificationKind } from './notification.kinds.js';

/** All that a mail may say. Nothing clinical and nothing of a patient can get in: there is no place for it. */
export interface MailValues {
  /** Empty for somebody whom we don't know. */
  readonly name: string;
  /** The whole address of a page. */
  readonly link: string;
  /** Of a case; empty when it is not about one. */
  readonly reference: string;
  /** Why an account was refused. */
  readonly reason?: string;
  /** For how long a link can be used. */
  readonly hours: number;
}

/** Something that is told in a mail with others. */
export interface Line {
  readonly kind: NotificationKind;
  readonly reference: string;
  /** The whole address of a page. */
  readonly link: string;
}

/** Lines of one mail; the bell has the rest. */
const MOST_LINES = 50;

/** Everything of a day in one mail, the oldest first. @param profile the whole address of the page on which this is chosen */
export function digestText(words: Words, name: string, lines: readonly Line[], profile: string): { subject: string; text: string } {
  const say = (part: string, values = {}) => words(`notifications:mail.digest.${part}`, values);
  const told = lines.slice(0, MOST_LINES).map(({ kind, link, ...values }) => `${words(`notifications:kinds.${kind}.happened`, values)}\n${link}`);
  const more = lines.length - told.length;
  const paragraphs = [
    words('notifications:mail.greeting', { name }), say('happened'), ...told, ...(more > 0 ? [say('more', { count: more })] : []),
    `${say('choice')}\n${profile}`, words('notifications:mail.automatic'),
  ];
  return { subject: say('subject', { count: lines.length }), text: `${paragraphs.join('\n\n')}\n` };
}

/** What happened, what to do, where. */
export function mailText(words: Words, kind: NotificationKind, values: MailValues): { subject: string; text: string } {
  const say = (part: string) => words(`notifications:kinds.${kind}.${part}`, { ...values });
  const greeting = words(`notifications:mail.${values.name ? 'greeting' : 'hello'}`, { ...values });
  const paragraphs = [greeting, say('happened'), `${say('do')}\n${values.link}`, words('notifications:mail.automatic')];
  return { subject: say('subject'), text: `${paragraphs.join('\n\n')}\n` };
}
