import { DAY } from './world-stage.js';
import { WORDS, type MadeCase, type World } from './world.js';

const dayAgo = (days: number) => new Date(Date.now() - days * DAY).toLocaleDateString('sv', { timeZone: 'Africa/Nairobi' });

/** Ways to narrow the list: the address, and the same said of a case as plainly as can be. */
export const FILTERS: Readonly<Record<string, (one: MadeCase, person: number) => boolean>> = {
  'q=erupt': ({ words }) => words.includes(WORDS[0]!),
  'q=FÉV': ({ words }) => words.includes('fever'),
  'q=fever+hardly': () => false,
  'q=feve+BUN-2026': ({ words }) => words.includes('fever'),
  'q=سعال': ({ words }) => words.includes(WORDS[2]!),
  'state=draft': ({ state }) => state === 'draft',
  'state=answered': ({ state }) => state === 'answered',
  'state=closed&q=fever': ({ state, words }) => state === 'closed' && words.includes('fever'),
  'project=TIN': ({ project }) => project === 1,
  'project=TOL&sort=posted': ({ project, state }) => project === 2 && state !== 'draft',
  'specialist=Person+1': ({ state: at, allocations }) => at !== 'draft' && allocations.some(({ specialist, state }) => specialist === 1 && isLive(state)),
  'urgency=urgent': ({ isUrgent }) => isUrgent,
  'urgency=routine&specialty=dermatology': ({ isUrgent }) => !isUrgent,
  'kind=training': ({ kind }) => kind === 'training',
  [`from=${dayAgo(1)}`]: ({ daysAgo, state }) => state !== 'draft' && daysAgo <= 1,
  [`from=${dayAgo(2)}&to=${dayAgo(1)}`]: ({ daysAgo, state }) => state !== 'draft' && (daysAgo === 1 || daysAgo === 2),
  'mine=yes': isTheirs,
  'mine=yes&sort=waiting': (one, person) => isTheirs(one, person) && isOpen(one),
  'sort=waiting': isOpen,
};
export const isLive = (state: string) => state !== 'refused' && state !== 'withdrawn';
export function isOpen({ state }: MadeCase): boolean {
  return state !== 'draft' && state !== 'closed';
}
function isTheirs({ author, state, writers, allocations }: MadeCase, person: number): boolean {
  return author === person || (state !== 'draft' && (writers.includes(person) || allocations.some((one) => one.specialist === person && isLive(one.state))));
}

/** Whose TO-DO a case is on, in the words of the table of states. */
export function waitsFor({ roles, member }: World['people'][number], person: number, { state, project, author, allocations }: MadeCase): boolean {
  const asked = allocations.filter((one) => one.state === 'allocated' || one.state === 'accepted');
  return (
    (roles.includes('project-staff') && member.includes(project) && (state === 'information-requested' || state === 'answered' || (state === 'draft' && author === person))) ||
    (roles.includes('specialist') && state !== 'closed' && state !== 'draft' && asked.some(({ specialist }) => specialist === person)) ||
    (roles.includes('coordinator') && (state === 'awaiting-allocation' || (['allocated', 'with-specialist', 'information-requested'].includes(state) && asked.some(({ isLate }) => isLate))))
  );
}

type Specs = World['people'][number];
const missionOf = (project: number) => (project === 2 ? 1 : 0);

/** Whose patients one knows, in the words of the table of rights. */
export const knowsPatientsOf = ({ roles, member, coordinates }: Specs, project: number): boolean =>
  roles.includes('coordinator') || (roles.includes('project-staff') && member.includes(project)) || (roles.includes('medco') && coordinates.includes(missionOf(project)));

/** Which cases one sees, in the words of the table of rights. */
export function sees(specs: Specs, person: number, { state, project, author, allocations }: MadeCase): boolean {
  if (state === 'posted-in-error') return false;
  if (state === 'draft') return specs.roles.includes('project-staff') && specs.member.includes(project) && author === person;
  return knowsPatientsOf(specs, project) || (specs.roles.includes('specialist') && allocations.some((one) => one.specialist === person && isLive(one.state)));
}
