import { randomUUID } from 'node:crypto';
import { createAccount, hashPassword, setPassword, writeRights } from '../../accounts/index.js';
import type { Stage } from '../stage.js';

/** Somebody whom nobody has asked yet: who is proposed to the coordinators when the other one does not answer. Nobody signs in as her. */
export async function aSecondPediatrician({ tx }: Stage): Promise<void> {
  const id = (await createAccount(tx, { name: 'Dr M. Ferreira', email: 'ferreira@demo.example', language: 'en', timeZone: 'Europe/Lisbon' }))!;
  await setPassword(tx, id, await hashPassword(randomUUID()));
  await writeRights(tx, id, { roles: ['specialist'], projects: [], missions: [], specialties: ['pediatrics'] });
  await tx.query(`update accounts set answers_in = '{en,fr}', created_at = now() - interval '30 days' where id = $1`, [id]);
}
