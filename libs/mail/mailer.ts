import type { Language } from '#config/languages';

/** A plain-text mail to one person. */
export interface Mail {
  /** A UUID that stays the same when the mail is sent again: its Message-ID and its file name come from it. */
  readonly id: string;
  /** When it was written; the same at every try. */
  readonly at: Date;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly language: Language;
}

/** Hands mails over, to a mail server or into a folder. */
export abstract class Mailer {
  /**
   * Resolves when the mail is in safe hands: taken by the server, or on disk.
   * @throws MailNotSent when it is not, or perhaps not
   */
  abstract send(mail: Mail): Promise<void>;
}

/** A mail that could not be handed over. Says why in one code (ECONNECTION, 550 …): a server's own words may quote the mail. */
export class MailNotSent extends Error {
  constructor(readonly code: string) {
    super(code);
    this.name = 'MailNotSent';
  }
}
