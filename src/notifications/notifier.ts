import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Language } from '#config/languages';
import { UnitOfWork, type Transaction } from '#libs/database/unit-of-work';
import { addJob } from '#libs/jobs/add-job';
import { SEND_MAIL, mailKey } from './mail.job.js';
import { isMailed, type NotificationKind } from './notification.kinds.js';

export interface Recipient {
  /** None for somebody who has no account. */
  readonly id: string | null;
  readonly email: string;
  readonly language: Language;
}

/** What is told, and where it leads. */
export interface Notice {
  readonly kind: NotificationKind;
  readonly caseReference?: string;
  /** The path of a page. */
  readonly link: string;
  /** The request for an account that it is about. */
  readonly requestId?: string;
}

/** The event that gave rise to it. */
export interface Cause {
  readonly id: string;
  readonly actorId: string | null;
}

/** Tells people of an event: in the page, and, most of them, by a mail that a job sends later. */
@Injectable()
export class Notifier {
  constructor(private readonly work: UnitOfWork) {}

  /** Each person is told once, however often this is called for the event; whoever did it is not told. */
  async tell(cause: Cause, people: Iterable<Recipient>, notice: Notice): Promise<void> {
    await this.work.run(async (tx) => {
      for (const person of people) if (person.id === null || person.id !== cause.actorId) await tellOne(tx, cause, person, notice);
    });
  }
}

async function tellOne(tx: Transaction, cause: Cause, person: Recipient, notice: Notice): Promise<void> {
  const [told] = await tx.query<{ id: string }>(
    `insert into notifications (id, event_id, account_id, email, language, kind, case_reference, link, request_id, mail_state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing returning id`,
    [randomUUID(), cause.id, person.id, person.email, person.language, notice.kind, notice.caseReference ?? null, notice.link, notice.requestId ?? null, isMailed(notice.kind) ? 'waiting' : 'not-wanted'],
  );
  if (told && isMailed(notice.kind)) await addJob(tx.manager, SEND_MAIL, { id: told.id }, { key: mailKey(told.id) });
}
