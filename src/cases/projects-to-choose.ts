import { hasRole, type Actor } from '#libs/authorization/actor';
import type { Transaction } from '#libs/database/unit-of-work';
import { MOST_PROJECTS_TO_CHOOSE, type FilterProject } from './cases.filter.fields.js';

/** Projects to choose from: those whose cases the actor sees by their role there, by name; one more than are offered. */
export async function projectsToChoose(tx: Transaction, actor: Actor): Promise<FilterProject[]> {
  const [own, missions] = [hasRole(actor, 'project-staff') ? actor.projectIds : [], hasRole(actor, 'medco') ? actor.missionIds : []];
  const seesAll = hasRole(actor, 'coordinator');
  if (!seesAll && own.length < 2 && missions.length === 0) return []; // nothing to choose
  return tx.query(`select code, name from projects where $1 or id = any($2::uuid[]) or mission_id = any($3::uuid[]) order by name limit ${MOST_PROJECTS_TO_CHOOSE + 1}`, [seesAll, own, missions]);
}
