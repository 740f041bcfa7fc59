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
  readonly isTraining: boolean;
  /** Why an account was refused. */
  readonly reason?: string;
  /** For how long a link can be used. */
  readonly hours: number;
}

/** Something that is told in a mail with others. */
export interface Line {
  readonly kind: NotificationKind;
  readonly reference: string;
  readonly isTraining: boolean;
  /** The whole address of a page. */
  readonly link: string;
}

/** Lines of one mail; the bell has the rest. */
const MOST_LINES = 50;

/** Everything of a day in one mail, the oldest first. @param profile the whole address of the page on which this is chosen */
export function digestText(words: Words, name: string, lines: readonly Line[], profile: string): { subject: string; text: string } {
  const say = (part: string, values = {}) => words(`notifications:mail.digest.${part}`, values);
  const told = lines.slice(0, MOST_LINES).map((line) => `${happened(words, line.kind, line)}\n${line.link}`);
  const more = lines.length - told.length;
  const paragraphs = [
    words('notifications:mail.greeting', { name }), say('happened'), ...told, ...(more > 0 ? [say('more', { count: more })] : []),
    `${say('choice')}\n${profile}`, words('notifications:mail.automatic'),
  ];
  return { subject: say('subject', { count: lines.length }), text: `${paragraphs.join('\n\n')}\n` };
}

/** That a case is for training is neither clinical nor of a patient. */
function happened(words: Words, kind: NotificationKind, values: Pick<MailValues, 'reference' | 'reason' | 'isTraining'>): string {
  const sentence = words(`notifications:kinds.${kind}.happened`, { ...values });
  return values.isTraining ? words('notifications:mail.training.happened', { sentence }) : sentence;
}

/** What happened, what to do, where. */
export function mailText(words: Words, kind: NotificationKind, values: MailValues): { subject: string; text: string } {
  const say = (part: string) => words(`notifications:kinds.${kind}.${part}`, { ...values });
  const greeting = words(`notifications:mail.${values.name ? 'greeting' : 'hello'}`, { ...values });
  const paragraphs = [greeting, happened(words, kind, values), `${say('do')}\n${values.link}`, words('notifications:mail.automatic')];
  const subject = say('subject');
  return { subject: values.isTraining ? words('notifications:mail.training.subject', { subject }) : subject, text: `${paragraphs.join('\n\n')}\n` };
}
