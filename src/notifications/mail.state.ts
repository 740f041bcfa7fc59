import type { DataSource } from 'typeorm';

/** What has become of the mails of notifications that waited, or were gathered. */
export type MailState = 'sent' | 'gathered' | 'not-wanted';

export async function mailsBecame(dataSource: DataSource, ids: readonly string[], state: MailState): Promise<void> {
  await dataSource.query(`update notifications set mail_state = $2, sent_at = case $2 when 'sent' then now() end where id = any($1)`, [ids, state]);
}

/** Says of mails that could not be sent that they have failed, once their job is not tried again. @param key the name of the job */
export async function giveUpAfterTheLastTry(dataSource: DataSource, ids: readonly string[], key: string): Promise<void> {
  await dataSource.query(
    `update notifications set mail_state = 'failed' where id = any($1) and mail_state in ('waiting', 'gathered')
       and exists (select from graphile_worker.jobs where key = $2 and attempts >= max_attempts)`, [ids, key]);
}
