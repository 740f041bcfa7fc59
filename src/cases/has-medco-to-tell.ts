import type { Transaction } from '#libs/database/unit-of-work';

/** Whether a mission has a Medco who can sign in, beside the person who wants to tell one. */
export async function hasMedcoToTell(tx: Transaction, missionId: string, actorId: string): Promise<boolean> {
  const medcos = await tx.query(
    `select from accounts a join mission_coordinators c on c.account_id = a.id and c.mission_id = $1 join account_roles r on r.account_id = a.id and r.role = 'medco'
     where a.state = 'active' and a.id <> $2 limit 1`, [missionId, actorId]);
  return medcos.length > 0;
}
