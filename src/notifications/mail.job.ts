import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { JobRunner } from '#libs/jobs/job-runner';
import { Mailer } from '#libs/mail/mailer';
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
    const [waiting] = await this.dataSource.query<WaitingMail[]>(
      `select id, account_id as "accountId", email, kind, case_reference as "caseReference", link, request_id as "requestId", created_at as "createdAt"
       from notifications where id = $1 and mail_state = 'waiting'`, [id]);
    if (!waiting) return;
    try {
      const mail = await this.writer.write(waiting);
      if (mail) await this.mailer.send(mail);
      await this.dataSource.query(`update notifications set mail_state = $2, sent_at = $3 where id = $1`, [id, mail ? 'sent' : 'not-wanted', mail ? new Date() : null]);
    } catch (error) {
      await this.giveUpAfterTheLastTry(id);
      throw error;
    }
  }

  private async giveUpAfterTheLastTry(id: string): Promise<void> {
    await this.dataSource.query(
      `update notifications set mail_state = 'failed' where id = $1 and mail_state = 'waiting'
         and exists (select from graphile_worker.jobs where key = $2 and attempts >= max_attempts)`, [id, mailKey(id)]);
  }
}
