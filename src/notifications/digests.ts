import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Settings } from '#config/settings';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { Dictionary } from '#libs/i18n/words';
import { addJob } from '#libs/jobs/add-job';
import { JobRunner } from '#libs/jobs/job-runner';
import { Mailer } from '#libs/mail/mailer';
import { accountPaths, People, type MailChoice } from '../accounts/index.js';
import { trainingCases } from '../cases/index.js';
import { giveUpAfterTheLastTry, mailsBecame } from './mail.state.js';
import { digestText, type Line } from './mail.text.js';

const SEND_DIGEST = 'send-digest';
/** The name of the job that sends the digest of one person. */
const digestKey = (accountId: string): string => `digest ${accountId}`;
/** The hour of the day, where the person is, from which on what was gathered is sent. */
const HOUR = 7;

interface Gathered extends Omit<Line, 'isTraining'> {
  readonly id: string;
  readonly email: string;
  /** What its reader wants by now. */
  readonly choice: MailChoice;
  readonly at: Date;
}

/** One mail a day for those who have chosen so, of all that was gathered for them. */
@Injectable()
export class Digests implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly work: UnitOfWork,
    private readonly jobs: JobRunner,
    private readonly people: People,
    private readonly mailer: Mailer,
    private readonly dictionary: Dictionary,
    private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.jobs.define(SEND_DIGEST, ({ accountId }) => this.send(accountId as string));
    this.jobs.every('3 * * * *', 'begin-digests', () => this.begin(new Date()));
  }

  /** Has a mail sent to everybody for whom something was gathered before seven of their day, which may have been missed for days. Who has one on its way is left out: it takes along what there is. */
  async begin(now: Date): Promise<void> {
    await this.work.run(async (tx) => {
      const due = await tx.query<{ id: string }>(
        `select a.id from accounts a, lateral (select (date_trunc('day', ($1::timestamptz at time zone a.time_zone) - interval '${HOUR} h') + interval '${HOUR} h') at time zone a.time_zone as seven) day
         where exists (select from notifications n where n.account_id = a.id and n.mail_state = 'gathered' and n.created_at < day.seven)
           and not exists (select from graphile_worker.jobs j where j.key = 'digest ' || a.id and j.attempts < j.max_attempts)`, [now]);
      for (const { id } of due) await addJob(tx.manager, SEND_DIGEST, { accountId: id }, { key: digestKey(id) });
    });
  }

  /** What is tried again has the same Message-ID, unless something was gathered meanwhile. @throws MailNotSent, so that the queue tries again */
  private async send(accountId: string): Promise<void> {
    const person = (await this.people.byIds([accountId])).get(accountId);
    const gathered = await this.dataSource.query<Gathered[]>(
      `select n.id, n.kind, n.case_reference as reference, $2 || n.link as link, a.email, a.mails as choice, n.created_at as at from notifications n join accounts a on a.id = n.account_id
       where n.account_id = $1 and n.mail_state = 'gathered' order by n.created_at, n.id`, [accountId, this.settings.publicOrigin]);
    const last = gathered.at(-1);
    if (!last) return;
    const ids = gathered.map(({ id }) => id);
    if (!person?.isActive || last.choice === 'never') return mailsBecame(this.dataSource, ids, 'not-wanted');
    const training = await this.work.read((tx) => trainingCases(tx, gathered.map(({ reference }) => reference)));
    const lines = gathered.map((line) => ({ ...line, isTraining: training.has(line.reference) }));
    const mail = digestText(this.dictionary.in(person.language), person.name, lines, this.settings.publicOrigin + accountPaths.profile());
    try {
      await this.mailer.send({ id: last.id, at: last.at, to: last.email, language: person.language, ...mail });
    } catch (error) {
      await giveUpAfterTheLastTry(this.dataSource, ids, digestKey(accountId));
      throw error;
    }
    await mailsBecame(this.dataSource, ids, 'sent');
  }
}
