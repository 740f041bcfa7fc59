import { MOST_GROUPS, type CaseFigures, type WorkFigures } from '../cases/index.js';
import type { Sayings } from './statistics.sayings.js';
import { section, table, type Section } from './statistics.section.js';

/** The figures of cases, one row for each specialty or project. */
export function caseGroupSection<Group extends CaseFigures>(what: 'specialty' | 'project', groups: readonly Group[], nameOf: (group: Group) => string, say: Sayings): Section {
  return groupSection(say.words(`statistics:headings.by-${what}`), say.columns(what, 'posted', 'open', 'half-answered', 'in-time'), groups, say, (group) =>
    [nameOf(group), say.number(group.posted), say.number(group.posted - group.closed), say.within(group.toAnswer)[0], say.inTime(group)]);
}

/** Who was asked how much, and how they answered. */
export function specialistSection(people: readonly (WorkFigures & { readonly name: string })[], say: Sayings): Section {
  return groupSection(say.words('statistics:headings.by-specialist'), say.columns('specialist', 'allocated', 'refused', 'answered', 'in-time', 'half-answered', 'open'), people, say, (one) =>
    [one.name, say.number(one.allocated), say.number(one.refused), say.number(one.answered), say.inTime(one), say.within(one.toAnswer)[0], say.number(one.open)]);
}

/** @param groups one more than are shown, when there are more */
function groupSection<Group>(heading: string, columns: readonly string[], groups: readonly Group[], say: Sayings, row: (group: Group) => string[]): Section {
  return section(heading, {
    table: table(columns, groups.slice(0, MOST_GROUPS).map(row)),
    notes: groups.length > MOST_GROUPS ? [say.words('statistics:notes.largest', { number: say.number(MOST_GROUPS) })] : [],
  });
}
