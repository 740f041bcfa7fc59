import { PROJECTS, SPECIALTIES, type MadeAllocation, type MadeCase } from './made-cases.js';

const DAY = 24 * 60;

/** Halves and nine tenths between the two nearest, as statisticians do; in seconds. */
function spread(times: readonly (number | null)[]) {
  const sorted = times.filter((time) => time !== null).sort((a, b) => a - b);
  const at = (share: number) => {
    const place = share * (sorted.length - 1);
    const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
    return (low + (high - low) * (place - Math.floor(place))) * 60;
  };
  return { count: sorted.length, within: sorted.length > 0 ? [at(0.5), at(0.9)] : null };
}

interface OfACase extends MadeAllocation {
  readonly isOpen: boolean;
}

const earliest = (times: readonly (number | null)[]): number | null => {
  const known = times.filter((time) => time !== null);
  return known.length > 0 ? Math.min(...known) : null;
};
const isDue = (one: MadeAllocation) => one.answeredAfter !== null && one.wasDueAfter !== null;
const isInTime = (one: MadeAllocation) => isDue(one) && one.answeredAfter! <= one.wasDueAfter!;
const howMany = <One>(all: readonly One[], is: (one: One) => boolean) => all.filter(is).length;
const isOpenWith = ({ state }: MadeAllocation) => ['allocated', 'accepted', 'asked'].includes(state);
const toAnswer = ({ allocations }: MadeCase) => earliest(allocations.map(({ after, answeredAfter }) => answeredAfter && after + answeredAfter));

const work = (all: readonly OfACase[]) => ({
  allocated: all.length, refused: howMany(all, ({ state }) => state === 'refused'), answered: howMany(all, ({ answeredAfter }) => answeredAfter !== null),
  due: howMany(all, isDue), inTime: howMany(all, isInTime), open: howMany(all, (one) => one.isOpen && isOpenWith(one)), toAnswer: spread(all.map(({ answeredAfter }) => answeredAfter)),
});
export const allWork = (all: readonly OfACase[]) => ({
  ...work(all), withdrawn: howMany(all, ({ state }) => state === 'withdrawn'), toAcceptance: spread(all.map(({ acceptedAfter }) => acceptedAfter)),
  late: howMany(all, ({ isOpen, isLate, state }) => isOpen && isLate && (state === 'allocated' || state === 'accepted')),
});
const ofCases = (cases: readonly MadeCase[]) => {
  const allocations = cases.flatMap((one) => one.allocations);
  return { posted: cases.length, closed: howMany(cases, ({ state }) => state === 'closed'), due: howMany(allocations, isDue), inTime: howMany(allocations, isInTime), toAnswer: spread(cases.map(toAnswer)) };
};
export const allocationsOf = (cases: readonly MadeCase[]): OfACase[] => cases.flatMap(({ allocations, state }) => allocations.map((one) => ({ ...one, isOpen: state !== 'closed' })));

/** Whether a case counts at all. @param days how far back */
export const counts = ({ state, kind, daysAgo }: MadeCase, days: number): boolean => state !== 'draft' && state !== 'posted-in-error' && kind !== 'training' && daysAgo <= days;

/** What the database counts in one statement, counted the long way round. @param names of specialists and projects */
export function countSlowly(cases: readonly MadeCase[], names: { readonly people: readonly string[]; readonly projects: readonly string[] }, bySpecialist: boolean) {
  const closed = cases.filter(({ state }) => state === 'closed');
  const reported = closed.filter(({ report }) => report !== 'none');
  const isAsked = ({ daysAgo, closedAfter }: MadeCase) => daysAgo * DAY - closedAfter >= 21 * DAY;
  const groups = <Group extends object>(all: readonly Group[], size: (group: Group) => number) => all.filter((group) => size(group) > 0);
  return {
    cases: {
      ...ofCases(cases), urgent: howMany(cases, ({ isUrgent }) => isUrgent), toClosing: spread(closed.map(({ closedAfter }) => closedAfter)),
      toAllocation: spread(cases.map(({ allocations }) => earliest(allocations.map(({ after }) => after)))),
    },
    bySpecialty: groups(SPECIALTIES.map((specialty) => ({ specialty, ...ofCases(cases.filter((one) => one.specialty === specialty)) })), ({ posted }) => posted),
    byProject: groups(Array.from({ length: PROJECTS }, (_, at) => ({ name: names.projects[at]!, ...ofCases(cases.filter(({ project }) => project === at)) })), ({ posted }) => posted),
    allocations: allWork(allocationsOf(cases)),
    bySpecialist: bySpecialist ? groups(names.people.map((name, at) => ({ name, ...work(allocationsOf(cases).filter(({ specialist }) => specialist === at)) })), ({ allocated }) => allocated) : [],
    closings: ['better', 'died', null].flatMap((condition) => {
      const these = closed.filter(({ closing }) => ('condition' in closing ? closing.condition : null) === condition);
      return these.length > 0 ? [{ condition, carriedOut: condition && { better: 'all', died: 'not' }[condition], cases: these.length }] : [];
    }),
    reports: {
      told: howMany(reported, ({ report }) => report === 'told'), untold: howMany(reported, ({ report }) => report === 'untold'),
      due: howMany(reported, (one) => one.report === 'owed' && isAsked(one)), early: howMany(reported, (one) => one.report === 'owed' && !isAsked(one)),
    },
  };
}
