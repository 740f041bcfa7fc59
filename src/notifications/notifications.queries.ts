import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/authorization/actor';
import type { Sql } from '#libs/database/side-by-side';
import type { Transaction } from '#libs/database/unit-of-work';
import { Badge, type BadgeCounter } from '../ui/furniture.js';
import type { NotificationKind } from './notification.kinds.js';

export interface NotificationRow {
  readonly id: string;
  readonly kind: NotificationKind;
  readonly caseReference: string | null;
  readonly link: string;
  readonly isUnread: boolean;
  readonly at: Date;
  /** Of a withdrawn allocation. */
  readonly allocationId: string | null;
}

/** Notifications of a page. */
export const PAGE = 25;
/** The bell counts no further. */
const MOST = 99;

/** What a person was told. */
@Injectable()
@Badge('notifications')
export class NotificationsQueries implements BadgeCounter {
  /**
   * Newest first, one more than a page when there are more; those of the page count as read from now on.
   * @param before the last one of the page before
   */
  async read(tx: Transaction, accountId: string, before: string | undefined): Promise<NotificationRow[]> {
    const rows = await tx.query<NotificationRow>(
      `select id, kind, case_reference as "caseReference", link, read_at is null as "isUnread", created_at as at,
         case kind when 'allocation-withdrawn' then (select payload ->> 'allocationId' from events where events.id = event_id) end as "allocationId" from notifications
       where account_id = $1 and ($2::uuid is null or (created_at, id) < (select created_at, id from notifications where id = $2 and account_id = $1))
       order by created_at desc, id desc limit ${PAGE + 1}`, [accountId, before ?? null]);
    await tx.query(`update notifications set read_at = now() where id = any($1) and read_at is null`, [rows.slice(0, PAGE).map(({ id }) => id)]);
    return rows;
  }

  counting({ id }: Actor): Sql {
    return { sql: `select count(*)::int from (select from notifications where account_id = $1 and read_at is null limit ${MOST}) as unread`, values: [id] };
  }
}
