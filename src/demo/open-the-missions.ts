import { randomUUID } from 'node:crypto';
import type { Actor } from '#libs/authorization/actor';
import type { Transaction } from '#libs/database/unit-of-work';
import { createAccount, setPassword, writeRights } from '../accounts/index.js';
import { emailOf, HANDLES, member, PROJECTS, type Handle, type ProjectCode } from './cast.js';

/** The people and places of the story, as the product knows them. */
export interface Cast {
  actor(handle: Handle): Actor;
  projectId(code: ProjectCode): string;
}

/** Makes the missions, their projects, and an account for everybody, all with one password. @param passwordHash of `hashPassword` */
export async function openTheMissions(tx: Transaction, passwordHash: string): Promise<Cast> {
  const missions = new Map<string, string>();
  const projects = new Map<string, string>();
  for (const [code, { mission, name, timeZone, means }] of Object.entries(PROJECTS)) {
    if (!missions.has(mission)) missions.set(mission, await insert(tx, 'missions', { name: mission }));
    projects.set(code, await insert(tx, 'projects', { mission_id: missions.get(mission)!, code, name, time_zone: timeZone, means }));
  }

  const actors = new Map<Handle, Actor>();
  for (const handle of HANDLES) {
    const { name, role, where, timeZone, language, answersIn = [] } = member(handle);
    const person = { name, email: emailOf(handle), language, timeZone };
    const id = (await createAccount(tx, person))!;
    await setPassword(tx, id, passwordHash);
    const [projectIds, missionIds] = [projects, missions].map((places) => (places.has(where) ? [places.get(where)!] : [])) as [string[], string[]];
    const specialties = role === 'specialist' ? [where] : [];
    await writeRights(tx, id, { roles: [role], projects: projectIds, missions: missionIds, specialties });
    await tx.query(`update accounts set answers_in = $2, created_at = now() - interval '200 days' where id = $1`, [id, answersIn]);
    actors.set(handle, { ...person, id, roles: [role], projectIds, missionIds, specialties, affiliation: '', from: { address: '', agent: 'demo' } });
  }
  return { actor: (handle) => actors.get(handle)!, projectId: (code) => projects.get(code)! };
}

async function insert(tx: Transaction, table: string, values: Record<string, string>): Promise<string> {
  const id = randomUUID();
  const names = Object.keys(values);
  await tx.query(`insert into ${table} (id, ${names.join(', ')}) values ($1, ${names.map((_, at) => `$${at + 2}`).join(', ')})`, [id, ...Object.values(values)]);
  return id;
}
