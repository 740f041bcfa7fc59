import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { Actor } from '#libs/authorization/actor';
import type { AccessPerson } from '#libs/access-log/entry';
import { UnitOfWork, type Transaction } from '#libs/database/unit-of-work';
import { grantedAs, subjectOf, type CaseFacts } from '../cases/index.js';
import type { Attachment } from './attachment.js';
import { attachmentRules } from './attachments.policy.js';

/** For so long one row speaks for all looks of a person at a file; previews may be kept by the browser for as long. */
export const MINUTES_OF_ONE_VIEW = 10;

/** Who does what nobody has asked for. */
export const TELECASE: AccessPerson = { id: null, name: 'Telecase', from: { address: '', agent: '' } };

/** Puts what is seen and saved of the files of a case on the access log, before a byte of it leaves. */
@Injectable()
export class AttachmentLog {
  constructor(private readonly work: UnitOfWork) {}

  /** @param file the one that it is about; none for all of them */
  write(actor: Actor, facts: CaseFacts, action: string, file?: Attachment): Promise<void> {
    return this.work.run((tx) => this.add(tx, actor, facts, action, file));
  }

  /** A download: each time, or once in ten minutes when a part is asked for, as players and downloads that go on do. */
  sent(request: Request, actor: Actor, facts: CaseFacts, action: string, file?: Attachment): Promise<void> {
    return request.get('range') ? this.once(actor, facts, action, file) : this.write(actor, facts, action, file);
  }

  /** The same as `write`, once in ten minutes: a viewer asks for the same picture again. */
  once(actor: Actor, facts: CaseFacts, action: string, file?: Attachment): Promise<void> {
    return this.work.run(async (tx) => {
      if (!(await this.wasLately(tx, actor, facts, action, file))) this.add(tx, actor, facts, action, file);
    });
  }

  private add(tx: Transaction, actor: Actor, facts: CaseFacts, action: string, file?: Attachment): void {
    tx.log({ who: actor, role: grantedAs(attachmentRules.open, actor, facts), action, subject: subjectOf(facts, { what: file && named(file) }) });
  }

  /** Looks at the person's last rows only, so its cost does not grow with the log; a row too many does no harm. */
  private async wasLately(tx: Transaction, actor: Actor, { reference }: CaseFacts, action: string, file?: Attachment): Promise<boolean> {
    const rows = await tx.query(
      `select from (select action, case_reference, what, at from access_log where account_id = $1 order by id desc limit 200) lately
       where action = $2 and case_reference = $3 and what is not distinct from $4 and at > now() - make_interval(mins => $5) limit 1`,
      [actor.id, action, reference, file && named(file), MINUTES_OF_ONE_VIEW],
    );
    return rows.length > 0;
  }
}

/** Two files of a case may have one name. */
export const named = ({ name, id }: Pick<Attachment, 'name' | 'id'>): string => `${name} (${id.slice(0, 8)})`;
