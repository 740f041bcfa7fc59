import { Body, Controller, Get, Post, Redirect } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { UnitOfWork, type Transaction } from '#libs/database/unit-of-work';
import { isId } from '#libs/forms/id';
import { Page } from '#libs/views/page.decorator';
import { Failures } from './failures.js';
import { FailuresPage } from './failures.page.js';
import { notificationPaths } from './notifications.paths.js';

@Controller('admin/failures')
@Allow({ roles: ['administrator'] })
export class FailuresController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly failures: Failures,
    private readonly page: FailuresPage,
  ) {}

  @Get()
  @Logs('admin.viewed')
  @Page('notifications/failures')
  show(@CurrentActor() actor: Actor) {
    return this.work.run(async (tx) => {
      const mails = await this.failures.mails(tx);
      const jobs = await this.failures.jobs(tx);
      tx.log({ who: actor, role: 'administrator', action: 'admin.viewed', subject: { what: notificationPaths.failures() } });
      return this.page.of(actor, mails, jobs);
    });
  }

  @Post('retries')
  @Logs('admin.tried-again')
  @Redirect('', 303)
  async retry(@CurrentActor() actor: Actor, @Body() { mail, job, _once: key }: Record<string, string | undefined>) {
    const url = await this.work.once(key, actor.id, async (tx) => {
      for (const what of await this.restarted(tx, mail, job)) tx.log({ who: actor, role: 'administrator', action: 'admin.tried-again', subject: { what } });
      return notificationPaths.failures();
    });
    return { url };
  }

  /** One mail, one job, or all that is shown. @returns what was started afresh */
  private async restarted(tx: Transaction, mail: string | undefined, job: string | undefined): Promise<string[]> {
    const all = mail === undefined && job === undefined;
    const mails = all ? (await this.failures.mails(tx)).map(({ id }) => id) : isId(mail) ? [mail] : [];
    const jobs = all ? (await this.failures.jobs(tx)).map(({ id }) => id) : /^\d{1,18}$/.test(job ?? '') ? [job!] : [];
    const done: string[] = [];
    for (const id of mails) done.push((await this.failures.retryMail(tx, id)) ?? '');
    for (const id of jobs) done.push((await this.failures.retryJob(tx, id)) ?? '');
    return done.filter(Boolean);
  }
}
