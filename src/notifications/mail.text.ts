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

/** What happened, what to do, where. */
export function mailText(words: Words, kind: NotificationKind, values: MailValues): { subject: string; text: string } {
  const say = (part: string) => words(`notifications:kinds.${kind}.${part}`, { ...values });
  const greeting = words(`notifications:mail.${values.name ? 'greeting' : 'hello'}`, { ...values });
  const paragraphs = [greeting, say('happened'), `${say('do')}\n${values.link}`, words('notifications:mail.automatic')];
  return { subject: say('subject'), text: `${paragraphs.join('\n\n')}\n` };
}
