import { randomUUID } from 'node:crypto';
import { isoDay } from '#libs/i18n/times';
import type { Stage } from '../stage.js';
import { daysAgo } from '../times.js';

const DAY = 86_400_000;

/** Somebody asks for an account, and a specialist will be away for a while. */
export async function whoComesAndGoes({ tx, cast, now }: Stage): Promise<void> {
  await tx.query(
    `insert into account_requests (id, name, email, role, specialty, reason, language, state, created_at) values ($1, $2, $3, 'specialist', 'dermatology', $4, 'en', 'open', $5)`,
    [randomUUID(), 'Dr E. Brandt', 'brandt@demo.example', 'I am a dermatologist with two years in tropical medicine, and can read cases on three evenings a week.', daysAgo(1, '17:20')(now)],
  );
  const psychiatrist = cast.actor('psychiatry');
  const [first, last] = [12, 26].map((ahead) => isoDay(new Date(now.getTime() + ahead * DAY), psychiatrist.timeZone));
  await tx.query(`insert into absences (id, account_id, first_day, last_day) values ($1, $2, $3, $4)`, [randomUUID(), psychiatrist.id, first, last]);
  tx.log({ who: psychiatrist, role: 'specialist', action: 'absence.added', subject: { accountId: psychiatrist.id, what: `${first} – ${last}` } });
}
