import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/authorization/actor';
import { filterChoice } from '#libs/forms/filter-field';
import { day } from '#libs/i18n/times';
import { Dictionary } from '#libs/i18n/words';
import { MOST_FIGURED, projectField, type AllWorkFigures, type Figures, type FilterProject } from '../cases/index.js';
import { Specialties } from '../specialties/index.js';
import { caseSections } from './statistics.cases.js';
import { PERIODS, type StatisticsFilter } from './statistics.filter.js';
import { caseGroupSection, specialistSection } from './statistics.groups.js';
import { outcomeSection } from './statistics.outcomes.js';
import { ownSection } from './statistics.own.js';
import { Sayings } from './statistics.sayings.js';
import { section, type Section } from './statistics.section.js';

/** What was asked for, and what was found. */
export interface Asked {
  readonly filter: StatisticsFilter;
  /** To choose from. */
  readonly projects: readonly FilterProject[];
  readonly since: Date;
  /** Null for whoever sees no cases but their own allocations. */
  readonly cases: Figures | null;
  /** Null for whoever is no specialist. */
  readonly own: AllWorkFigures | null;
}

/** The model of the page of statistics. */
@Injectable()
export class StatisticsPages {
  constructor(
    private readonly dictionary: Dictionary,
    private readonly specialties: Specialties,
  ) {}

  show(actor: Actor, { filter, projects, since, cases, own }: Asked) {
    const words = this.dictionary.in(actor.language);
    const say = new Sayings(words, actor.language);
    const periods = Object.keys(PERIODS).map((value) => ({ value, label: words(`statistics:periods.${value}`) }));
    return {
      hasErrors: false,
      fields: [filterChoice('period', words('statistics:period'), filter.period, periods), projectField(filter.project, projects, words)].filter((field) => field !== null),
      lead: words('statistics:lead', { day: day(since, actor) }),
      stopped: cases?.stoppedAt ? words('statistics:stopped', { number: say.number(MOST_FIGURED), day: day(cases.stoppedAt, actor) }) : '',
      sections: [...(cases ? this.ofCases(actor, cases, filter, say) : []), ...(own ? [ownSection(own, say)] : [])],
    };
  }

  private ofCases(actor: Actor, figures: Figures, { project }: StatisticsFilter, say: Sayings): Section[] {
    const { cases, bySpecialty, byProject, bySpecialist } = figures;
    if (cases.posted === 0) return [section(say.words('statistics:headings.cases'), { nothing: say.words(project ? 'statistics:none-in-project' : 'statistics:none-posted', { project }) })];
    return [
      ...caseSections(figures, say),
      caseGroupSection('specialty', bySpecialty, ({ specialty }) => this.specialties.nameOf(specialty, actor.language), say),
      ...(byProject.length > 1 ? [caseGroupSection('project', byProject, ({ name }) => name, say)] : []),
      ...(bySpecialist.length > 0 ? [specialistSection(bySpecialist, say)] : []),
      ...(cases.closed > 0 ? [outcomeSection(figures, say)] : []),
    ];
  }
}
