import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { JobRunner } from '#libs/jobs/job-runner';
import { Mailer } from '#libs/mail/mailer';
import type { MailChoice } from '../accounts/index.js';
import { giveUpAfterTheLastTry, mailsBecame } from './mail.state.js';
import { MailWriter, type WaitingMail } from './mail.writer.js';

export const SEND_MAIL = 'send-mail';

/** The name of the job that sends one mail. */
export const mailKey = (notificationId: string): string => `mail ${notificationId}`;

/**
 * Sends the mail of one notification. The queue tries again, for about two and a half days; a mail that was handed over just
 * before a crash goes out a second time, under the same Message-ID.
 */
@Injectable()
export class MailJob implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly jobs: JobRunner,
    private readonly writer: MailWriter,
    private readonly mailer: Mailer,
  ) {}

  onModuleInit(): void {
    this.jobs.define(SEND_MAIL, ({ id }) => this.send(id as string));
  }

  /** @throws MailNotSent, so that the queue tries again */
  async send(id: string): Promise<void> {
    const [waiting] = await this.dataSource.query<(WaitingMail & { readonly choice: MailChoice | null })[]>(
      `select n.id, account_id as "accountId", n.email, kind, case_reference as "caseReference", link, request_id as "requestId", n.created_at as "createdAt", a.mails as choice
       from notifications n left join accounts a on a.id = n.account_id where n.id = $1 and mail_state = 'waiting'`, [id]);
    if (!waiting) return;
    if (waiting.caseReference !== null && waiting.choice === 'daily') return mailsBecame(this.dataSource, [id], 'gathered');
    if (waiting.caseReference !== null && waiting.choice === 'never') return mailsBecame(this.dataSource, [id], 'not-wanted');
    try {
      const mail = await this.writer.write(waiting);
      if (mail) await this.mailer.send(mail);
      await mailsBecame(this.dataSource, [id], mail ? 'sent' : 'not-wanted');
    } catch (error) {
      await giveUpAfterTheLastTry(this.dataSource, [id], mailKey(id));
      throw error;
    }
  }
}
