import { createTransport } from 'nodemailer';
import { composeMail, type Sender } from './compose-mail.js';
import { Mailer, MailNotSent, type Mail } from './mailer.js';

/** Milliseconds to wait for a mail server: one that hangs must not hold a job for minutes. */
const PATIENCE = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 30_000 };

/** Sends mails by SMTP, a connection each. */
export class SmtpMailer extends Mailer {
  private readonly transport;

  /** @param url smtp: or smtps:, with user and password where the server wants them; what it sets goes before ours */
  constructor(
    url: string,
    private readonly sender: Sender,
  ) {
    super();
    this.transport = createTransport({ ...PATIENCE, url });
  }

  async send(mail: Mail): Promise<void> {
    try {
      await this.transport.sendMail(composeMail(mail, this.sender));
    } catch (error) {
      const { code, responseCode } = error as { code?: string; responseCode?: number };
      throw new MailNotSent(String(responseCode ?? code ?? 'EUNKNOWN'));
    }
  }
}
