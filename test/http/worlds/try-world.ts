import type { Visitor } from '../../support/visitor.js';
import { FILTERS, isOpen, knowsPatientsOf, sees, waitsFor } from './as-said.js';
import { tellEverybody } from './tell-everybody.js';
import { CODES, patientId, referenceOf, type WorldStage } from './world-stage.js';
import type { MadeCase, World } from './world.js';

/** What a page links to below an address: `/cases/…` by reference, `/patients/…` by id. */
async function linked(visitor: Visitor, path: string, pattern: RegExp): Promise<string[]> {
  const { status, text } = await visitor.get(path, { 'accept-encoding': 'identity' });
  return status === 200 ? among(text, pattern) : [];
}
const among = (text: string, pattern: RegExp): string[] => [...new Set([...text.matchAll(pattern)].map(([, what]) => what!))].toSorted();
const CASE = /href="\/cases\/([A-Z]+-\d{4}-\d+)/g;
const PATIENT = /href="\/patients\/([0-9a-f-]{36})/g;

/** Those that open by their address, as pages. */
async function openable(visitor: Visitor, addresses: Readonly<Record<string, string>>): Promise<Map<string, string>> {
  const open = new Map<string, string>();
  for (const [what, path] of Object.entries(addresses)) {
    const { status, text } = await visitor.get(path, { 'accept-encoding': 'identity' });
    expect([200, 404], path).toContain(status);
    if (status === 200) open.set(what, text);
  }
  return open;
}

/** The two lists of TO-DO, and the number beside its name. */
async function toDo(visitor: Visitor) {
  const { text } = await visitor.get('/to-do', { 'accept-encoding': 'identity' });
  const references = (html = '') => [...html.matchAll(CASE)].map(([, one]) => one!).toSorted();
  const [, yours, others] = /^(?:[^]*?aria-labelledby="yours">([^]*?)<\/section>)?(?:[^]*?aria-labelledby="others">([^]*?)<\/section>)?/.exec(text)!;
  return { yours: references(yours), others: references(others), badge: /href="\/to-do"[^>]*>.*?(\d+)/.exec(text)?.[1] ?? '0' };
}

/** Everything on a page that names a case, whether it leads there or not. */
const named = (text: string): string[] => [...new Set(text.match(/BUN-2026-\d{4}/g))].toSorted();
const page = async (visitor: Visitor, path: string) => (await visitor.get(path, { 'accept-encoding': 'identity' })).text;
/** The number beside a heading, or beside a name in the head of the page. */
const number = (text: string, before: RegExp): string => new RegExp(`${before.source}.*?(\\d+)`).exec(text)?.[1] ?? '0';

/**
 * Makes a world and looks at it with everybody's eyes.
 * @param filters ways to narrow CASES that are tried
 * @throws AssertionError when a list, a count, a page or a notification shows more, or less, than may be opened by its address
 */
export async function tryWorld(stage: WorldStage, world: World, filters: readonly string[]): Promise<void> {
  await stage.make(world);
  await tellEverybody(stage, world);
  const cases = Object.fromEntries(world.cases.map((_, at) => [referenceOf(at), `/cases/${referenceOf(at)}`]));
  const patients = Object.fromEntries([0, 1, 2].map((project) => [patientId(project), `/patients/${patientId(project)}`]));
  await Promise.all(stage.visitors.map(async (visitor, person) => {
    const specs = world.people[person]!;
    const pages = await openable(visitor, cases);
    const seen = [...pages.keys()];
    expect(seen, 'cases by their address').toEqual(Object.keys(cases).filter((_, at) => sees(specs, person, world.cases[at]!)));
    const where = (fits: (one: MadeCase) => boolean) => seen.filter((one) => fits(world.cases[Object.keys(cases).indexOf(one)]!));

    const told = (await stage.telecase.db.query<{ reference: string }[]>(`select case_reference as reference from notifications where account_id = $1`, [stage.people[person]!.id])).map(({ reference }) => reference);

    const list = await page(visitor, '/cases');
    expect(among(list, CASE), 'CASES').toEqual(seen);
    expect(number(list, /<h2 class="heading">/), 'the number of CASES').toBe(String(seen.length));
    const chosenFrom = [0, 1, 2].filter((project) => knowsPatientsOf(specs, project));
    const offered = [0, 1, 2].filter((project) => list.includes(`<option value="${CODES[project]}"`));
    expect(chosenFrom, 'projects to choose from').toEqual(expect.arrayContaining(offered));
    for (const filter of filters) expect(await linked(visitor, `/cases?${filter}`, CASE), `CASES, ${filter}`).toEqual(where((one) => FILTERS[filter]!(one, person)));

    const yours = where((one) => waitsFor(world.people[person]!, person, one));
    const others = where((one) => isOpen(one) && !waitsFor(world.people[person]!, person, one));
    expect(await toDo(visitor), 'TO-DO').toEqual({ yours, others, badge: String(yours.length) });

    for (const [reference, text] of pages) {
      expect(named(text), `the chain of ${reference}`).toEqual(chainOf(world, Object.keys(cases).indexOf(reference)).map(referenceOf).filter((one) => seen.includes(one)));
    }

    expect(number(list, /href="\/notifications">.*?<b/), 'the bell').toBe(String(told.length));
    expect(seen, 'what they were told of').toEqual(expect.arrayContaining(told));
    expect(named(await page(visitor, '/notifications')), 'notifications').toEqual([...new Set(told)].toSorted());

    const patientPages = await openable(visitor, patients);
    const known = [...patientPages.keys()];
    expect(known, 'patients by their address').toEqual([0, 1, 2].filter((project) => knowsPatientsOf(specs, project)).map(patientId));
    expect(await linked(visitor, '/patients', PATIENT), 'Patients').toEqual(known);
    expect(await linked(visitor, '/patients?q=p-', PATIENT), 'Patients, by their reference').toEqual(known);
    for (const [id, text] of patientPages) {
      const theirs = seen.filter((one) => patientId(world.cases[Object.keys(cases).indexOf(one)]!.project) === id);
      expect(among(text, CASE), `Cases of patient ${id}`).toEqual(theirs);
    }
    const form = await page(visitor, '/cases/new');
    // Where every project is closed there is no form.
    const postsTo = specs.roles.includes('project-staff') && specs.member.some((project) => !world.isProjectClosed[project]) ? specs.member : [];
    expect([0, 1, 2].filter((project) => form.includes(`P-${project},`)), 'patients to choose from').toEqual([0, 1, 2].filter((project) => postsTo.includes(project)));
  }));
}

/** Numbers of the cases that hang together with this one, as each goes on from the one before. Nothing hangs on one posted in error. */
function chainOf({ cases }: World, at: number): number[] {
  let [first, last] = [at, at];
  while (first > 0 && cases[first]!.goesOn) first -= 1;
  while (last + 1 < cases.length && cases[last + 1]!.goesOn && cases[last + 1]!.state !== 'posted-in-error') last += 1;
  return Array.from({ length: last - first + 1 }, (_, step) => first + step);
}
