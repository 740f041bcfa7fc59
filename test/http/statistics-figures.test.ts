import fc from 'fast-check';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { CaseFiguresReader, caseRules, grantedAs } from '../../src/cases/index.js';
import { sightOf } from '../../src/statistics/statistics.policy.js';
import { allocationsOf, allWork, counts, countSlowly } from './figures/count-slowly.js';
import { CODES, FigureStage } from './figures/figure-stage.js';
import { askers, madeCases, type MadeCase } from './figures/made-cases.js';

let stage: FigureStage;
beforeAll(async () => {
  stage = await FigureStage.set();
});
afterAll(() => stage.telecase.stop());

/** The same whatever the order of groups, and whatever the last digits of a fraction. */
const comparable = (value: unknown): unknown =>
  Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null) ? value.map(comparable).map((one) => JSON.stringify(one)).sort()
  : Array.isArray(value) ? value.map(comparable)
  : typeof value === 'number' ? Math.round(value * 1000) / 1000
  : typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, comparable(inner)] as const).sort(([a], [b]) => a.localeCompare(b)))
  : value;
/** Without the ids of groups, which no page says. */
const named = (groups: readonly object[]) => groups.map((group) => Object.fromEntries(Object.entries(group).filter(([name]) => name !== 'project_id' && name !== 'specialist_id')));

it('counts of each case that somebody may see by their project, mission or office what it is, and of each allocation of theirs what they did', async () => {
  const { telecase, projects, missions, people } = stage;
  const names = { people: people.map(({ name }) => name), projects: ['Bunara', 'Tindra', 'Tolvia'] };
  const figures = telecase.app.get(CaseFiguresReader);
  await fc.assert(fc.asyncProperty(askers, madeCases, fc.constantFrom(30, 90), fc.option(fc.nat(2), { freq: 2 }), async (asker, cases, days, only) => {
    await stage.make(cases);
    const actor = await stage.asking(asker);
    const sight = sightOf(actor);
    const counted = { project: only === null ? '' : CODES[only]!, since: new Date(Date.now() - days * 86_400_000) };
    const facts = ({ project }: MadeCase) => ({ id: '', reference: '', state: 'answered' as const, projectId: projects[project]!, missionId: missions[project < 2 ? 0 : 1]!, authorId: '', patientId: null, allocation: null });
    const here = cases.filter((one) => counts(one, days) && (only === null || one.project === only));
    const seen = here.filter((one) => grantedAs(caseRules.see, actor, facts(one)) !== undefined);

    await telecase.app.get(UnitOfWork).read(async (tx) => {
      if (sight.cases) {
        const { stoppedAt, ...said } = await figures.ofCases(tx, { ...counted, ...sight.cases }, { bySpecialist: sight.everybodysWork });
        const { since, ...all } = said.cases as typeof said.cases & { since: unknown };
        expect(since === null, 'since').toBe(seen.length === 0);
        expect(stoppedAt).toBeNull();
        expect(comparable({ ...said, cases: all, byProject: named(said.byProject), bySpecialist: named(said.bySpecialist) })).toEqual(comparable(countSlowly(seen, names, asker.roles.includes('coordinator'))));
      } else expect(seen).toEqual([]);
      expect(sight.ownWork).toBe(asker.roles.includes('specialist'));
      const own = await figures.ofSpecialist(tx, actor.id, counted);
      expect(comparable(own)).toEqual(comparable(allWork(allocationsOf(here).filter(({ specialist }) => specialist === 0))));
    });
  }), { numRuns: 40, endOnFailure: true });
}, 240_000);
