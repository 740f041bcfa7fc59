import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { searchDocument } from '#libs/text-search/index';
import { startApp, type TestApp } from '../support/app.js';
import type { Visitor } from '../support/visitor.js';
import { PASSWORD, type Person } from '../support/world.js';

const PEOPLE = 3;
const ROLES = ['project-staff', 'medco', 'specialist', 'coordinator'] as const;
const CASE_STATES = ['draft', 'awaiting-allocation', 'allocated', 'with-specialist', 'information-requested', 'answered', 'closed', 'posted-in-error'] as const;
const KINDS = ['clinical', 'training'] as const;
const WORDS = ['Éruption', 'fever', 'سُعال'];
const ALLOCATION_STATES = ['allocated', 'accepted', 'asked', 'answered', 'refused', 'withdrawn'] as const;

/** Who is who, and which cases there are; people and projects by number. Two projects of one mission, one of another; each has one patient. */
interface World {
  readonly people: readonly { readonly roles: readonly (typeof ROLES)[number][]; readonly member: readonly number[]; readonly left: readonly number[]; readonly coordinates: readonly number[] }[];
  readonly isProjectClosed: readonly boolean[];
  readonly cases: readonly {
    readonly state: (typeof CASE_STATES)[number];
    readonly project: number;
    readonly author: number;
    readonly isUrgent: boolean;
    readonly kind: (typeof KINDS)[number];
    readonly daysAgo: number;
    readonly words: readonly string[];
    readonly writers: readonly number[];
    readonly allocations: readonly { readonly specialist: number; readonly state: (typeof ALLOCATION_STATES)[number]; readonly isLate: boolean }[];
  }[];
}

const DAY = 24 * 3_600_000;
const dayAgo = (days: number) => new Date(Date.now() - days * DAY).toLocaleDateString('sv', { timeZone: 'Africa/Nairobi' });
const some = (most: number) => fc.uniqueArray(fc.nat(most - 1), { maxLength: most });
const person = fc.nat(PEOPLE - 1);
const worlds: fc.Arbitrary<World> = fc.record({
  people: fc.array(fc.record({ roles: fc.subarray([...ROLES], { minLength: 1, maxLength: 2 }), member: some(3), left: some(3), coordinates: some(2) }), { minLength: PEOPLE, maxLength: PEOPLE }),
  isProjectClosed: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
  cases: fc.array(fc.record({
    state: fc.constantFrom(...CASE_STATES),
    project: fc.nat(2),
    author: person,
    isUrgent: fc.boolean(),
    kind: fc.constantFrom(...KINDS),
    daysAgo: fc.nat(3),
    words: fc.subarray(WORDS),
    writers: some(PEOPLE),
    allocations: fc.uniqueArray(fc.record({ specialist: person, state: fc.constantFrom(...ALLOCATION_STATES), isLate: fc.boolean() }), { maxLength: 2, selector: ({ specialist }) => specialist }),
  }), { minLength: 3, maxLength: 4 }),
});

let telecase: TestApp;
let missions: string[];
let projects: string[];
let people: Person[];
let visitors: Visitor[];

beforeAll(async () => {
  telecase = await startApp();
  const { world } = telecase;
  missions = [await world.mission('Karesh'), await world.mission('Elsewhere')];
  projects = [await world.project(missions[0]!, 'BUN', 'Bunara'), await world.project(missions[0]!, 'TIN', 'Tindra'), await world.project(missions[1]!, 'TOL', 'Tolvia')];
  people = [];
  visitors = [];
  for (let at = 0; at < PEOPLE; at += 1) {
    people.push(await world.person(`Person ${at}`, { roles: [], specialties: ['dermatology'] }));
    visitors.push(telecase.visitor());
    expect((await visitors[at]!.signIn(people[at]!.email, PASSWORD)).status).toBe(303);
  }
});
afterAll(() => telecase.stop());

const insert = (table: string, row: Record<string, unknown>) =>
  telecase.db.query(`insert into ${table} (${Object.keys(row).join(', ')}) values (${Object.keys(row).map((_, at) => `$${at + 1}`).join(', ')})`, Object.values(row));
const reference = (at: number) => `BUN-2026-${1001 + at}`;
const patientId = (project: number) => `00000000-0000-4000-8000-00000000000${project}`;

/** Makes the world in place of the one before. */
async function make({ people: specs, isProjectClosed, cases }: World): Promise<void> {
  await telecase.db.query(`truncate cases, patients, account_roles, memberships, mission_coordinators cascade`);
  for (const [at, isClosed] of isProjectClosed.entries()) await telecase.db.query(`update projects set closed_at = case when $2 then now() end where id = $1`, [projects[at], isClosed]);
  for (const [at, { roles, member, left, coordinates }] of specs.entries()) {
    const account_id = people[at]!.id;
    for (const role of roles) await insert('account_roles', { account_id, role });
    for (const project of member) await insert('memberships', { id: randomUUID(), account_id, project_id: projects[project] });
    for (const project of left) await insert('memberships', { id: randomUUID(), account_id, project_id: projects[project], ended_at: new Date() });
    for (const mission of coordinates) await insert('mission_coordinators', { account_id, mission_id: missions[mission] });
  }
  for (const project of [0, 1, 2]) {
    await insert('patients', { id: patientId(project), project_id: projects[project], local_reference: `P-${project}`, age_value: 6, age_unit: 'years', age_on: '2026-01-05', sex: 'female', registered_by: people[0]!.id });
  }
  for (const [at, one] of cases.entries()) await makeCase(at, one);
}

async function makeCase(at: number, { state, project, author, isUrgent, kind, daysAgo, words, writers, allocations }: World['cases'][number]): Promise<void> {
  const [id, now] = [randomUUID(), new Date()];
  const isDraft = state === 'draft';
  // Open until its allocations are there: a closed case takes none.
  await insert('cases', {
    id, reference: reference(at), project_id: projects[project], author_id: people[author]!.id, patient_id: patientId(project), state: state === 'closed' || state === 'posted-in-error' ? 'answered' : state,
    state_since: now, last_activity_at: now, kind, title: 'Rash', specialty: 'dermatology', is_urgent: isUrgent, language: 'en', form: '{}', section_versions: '{}', version: 1, submitted_at: isDraft ? null : new Date(now.getTime() - daysAgo * DAY),
  });
  await insert('case_search', { case_id: id, words: searchDocument([reference(at), ...words], 'A') });
  for (const writer of isDraft ? [] : writers) await insert('messages', { id: randomUUID(), case_id: id, author_id: people[writer]!.id, author_role: 'coordinator', kind: 'comment', body: 'Seen.', language: 'en' });
  for (const { specialist, state: of, isLate } of isDraft ? [] : allocations) {
    await insert('case_allocations', {
      id: randomUUID(), case_id: id, specialist_id: people[specialist]!.id, specialty: 'dermatology', state: of, state_since: now, allocated_by: people[0]!.id,
      due_at: new Date(now.getTime() + (isLate ? -1 : 1) * 3_600_000), refusal_reason: of === 'refused' ? 'On leave' : null,
    });
  }
  if (state === 'posted-in-error') await telecase.db.query(`update cases set state = $2 where id = $1`, [id, state]);
  if (state === 'closed') await telecase.db.query(`update cases set state = 'closed', closed_at = $2, closed_by = $3, closing = '{"skippedBecause":"Left"}' where id = $1`, [id, now, people[author]!.id]);
}

/** What a page links to below an address: `/cases/…` by reference, `/patients/…` by id. */
async function linked(visitor: Visitor, path: string, pattern: RegExp): Promise<string[]> {
  const { status, text } = await visitor.get(path, { 'accept-encoding': 'identity' });
  return status === 200 ? [...new Set([...text.matchAll(pattern)].map(([, what]) => what!))].toSorted() : [];
}
const CASE = /href="\/cases\/([A-Z]+-\d{4}-\d+)/g;
const PATIENT = /href="\/patients\/([0-9a-f-]{36})/g;

/** Those that open by their address. */
async function openable(visitor: Visitor, addresses: Readonly<Record<string, string>>): Promise<string[]> {
  const open: string[] = [];
  for (const [what, path] of Object.entries(addresses)) {
    const { status } = await visitor.get(path, { 'accept-encoding': 'identity' });
    expect([200, 404], path).toContain(status);
    if (status === 200) open.push(what);
  }
  return open.toSorted();
}

type MadeCase = World['cases'][number];

/** Ways to narrow the list: the address, and the same said of a case as plainly as can be. */
const FILTERS: Readonly<Record<string, (one: MadeCase, person: number) => boolean>> = {
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
const isLive = (state: string) => state !== 'refused' && state !== 'withdrawn';
function isOpen({ state }: MadeCase): boolean {
  return state !== 'draft' && state !== 'closed';
}
function isTheirs({ author, state, writers, allocations }: MadeCase, person: number): boolean {
  return author === person || (state !== 'draft' && (writers.includes(person) || allocations.some((one) => one.specialist === person && isLive(one.state))));
}

/** Whose TO-DO a case is on, in the words of the table of states. */
function waitsFor({ roles, member }: World['people'][number], person: number, { state, project, author, allocations }: MadeCase): boolean {
  const asked = allocations.filter((one) => one.state === 'allocated' || one.state === 'accepted');
  return (
    (roles.includes('project-staff') && member.includes(project) && (state === 'information-requested' || state === 'answered' || (state === 'draft' && author === person))) ||
    (roles.includes('specialist') && state !== 'closed' && state !== 'draft' && asked.some(({ specialist }) => specialist === person)) ||
    (roles.includes('coordinator') && (state === 'awaiting-allocation' || (['allocated', 'with-specialist', 'information-requested'].includes(state) && asked.some(({ isLate }) => isLate))))
  );
}

/** The two lists of TO-DO, and the number beside its name. */
async function toDo(visitor: Visitor) {
  const { text } = await visitor.get('/to-do', { 'accept-encoding': 'identity' });
  const references = (html = '') => [...html.matchAll(CASE)].map(([, one]) => one!).toSorted();
  const [, yours, others] = /^(?:[^]*?aria-labelledby="yours">([^]*?)<\/section>)?(?:[^]*?aria-labelledby="others">([^]*?)<\/section>)?/.exec(text)!;
  return { yours: references(yours), others: references(others), badge: /href="\/to-do"[^>]*>.*?(\d+)/.exec(text)?.[1] ?? '0' };
}

it('lists, finds and has to do exactly what may be opened by its address, for everybody in every world', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, fc.subarray(Object.keys(FILTERS), { minLength: 2, maxLength: 2 }), async (world, filters) => {
      await make(world);
      const cases = Object.fromEntries(world.cases.map((_, at) => [reference(at), `/cases/${reference(at)}`]));
      const patients = Object.fromEntries([0, 1, 2].map((project) => [patientId(project), `/patients/${patientId(project)}`]));
      for (const [person, visitor] of visitors.entries()) {
        const seen = await openable(visitor, cases);
        expect(await linked(visitor, '/cases', CASE), 'CASES').toEqual(seen);
        const where = (fits: (one: MadeCase) => boolean) => seen.filter((one) => fits(world.cases[Object.keys(cases).indexOf(one)]!));
        for (const filter of filters) expect(await linked(visitor, `/cases?${filter}`, CASE), `CASES, ${filter}`).toEqual(where((one) => FILTERS[filter]!(one, person)));

        const yours = where((one) => waitsFor(world.people[person]!, person, one));
        const others = where((one) => isOpen(one) && !waitsFor(world.people[person]!, person, one));
        expect(await toDo(visitor), 'TO-DO').toEqual({ yours, others, badge: String(yours.length) });

        const known = await openable(visitor, patients);
        expect(await linked(visitor, '/patients', PATIENT), 'Patients').toEqual(known);
        for (const id of known) {
          const theirs = seen.filter((one) => patientId(world.cases[Object.keys(cases).indexOf(one)]!.project) === id);
          expect(await linked(visitor, patients[id]!, CASE), `Cases of patient ${id}`).toEqual(theirs);
        }
      }
    }),
    { numRuns: 25, endOnFailure: true },
  );
}, 240_000);
