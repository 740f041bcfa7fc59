import type { DataSource } from 'typeorm';

/** What has become of the mails of notifications that waited, or were gathered. */
export type MailState = 'sent' | 'gathered' | 'not-wanted';

export async function mailsBecame(dataSource: DataSource, ids: readonly string[], state: MailState): Promise<void> {
  await dataSource.query(`update notifications set mail_state = $2, sent_at = case $2 when 'sent' then now() end where id = any($1)`, [ids, state]);
}
