import type { Actor, Role } from '#libs/authorization/actor';
import type { Rules } from '#libs/authorization/rules';
import type { Counted } from '../cases/index.js';

/** Whose figures: of their projects, of the missions they coordinate, of their own allocations, or of everybody. */
export type StatisticsRelation = 'own' | 'mission' | 'their-own' | 'all';

/** Who may see statistics: the one row of the table that is about them. */
export const statisticsRules: Rules<'see', StatisticsRelation> = {
  see: { 'project-staff': 'own', medco: 'mission', specialist: 'their-own', coordinator: 'all' },
};

export const READERS = Object.keys(statisticsRules.see) as Role[];

/** What somebody sees, all their roles together. */
export interface Sight {
  /** Which cases are counted; null: none are. */
  readonly cases: Pick<Counted, 'everywhere' | 'projectIds' | 'missionIds'> | null;
  /** What each specialist did, by name. */
  readonly everybodysWork: boolean;
  /** What they did themselves, as a specialist. */
  readonly ownWork: boolean;
}

/** The rule, as what a page may ask for. */
export function sightOf(actor: Actor): Sight {
  const relations = new Set(actor.roles.map((role) => statisticsRules.see[role]));
  const everywhere = relations.has('all');
  const [own, mission] = [relations.has('own'), relations.has('mission')];
  return {
    cases: everywhere || own || mission ? { everywhere, projectIds: own ? actor.projectIds : [], missionIds: mission ? actor.missionIds : [] } : null,
    everybodysWork: everywhere,
    ownWork: relations.has('their-own'),
  };
}
