import { randomUUID } from 'node:crypto';
import { standingOf, type Pending } from '../../src/cases/case.standing.js';
import type { CaseState } from '../../src/cases/case.state.js';
import { startApp, type TestApp } from '../support/app.js';
import { aMission, signedIn, type Cast } from '../support/stories.js';
import type { Person } from '../support/world.js';

/** Every standing that two specialists can bring a case into: TO-DO asks the database what the one function says of each. */

const PARTS = ['none', 'allocated', 'allocated late', 'accepted', 'accepted late', 'asked', 'answered', 'refused', 'withdrawn'] as const;
type Part = (typeof PARTS)[number];

let telecase: TestApp;
let cast: Cast;
const told = new Map<string, ReturnType<typeof standingOf>>();

beforeAll(async () => {
  telecase = await startApp();
  cast = await aMission(telecase);
  for (const [at, first] of PARTS.entries()) for (const second of PARTS.slice(at)) await aCase('awaiting-allocation', at % 2 ? [first, second] : [second, first]);
  await aCase('draft', ['none', 'none']);
  await aCase('closed', ['accepted late', 'asked']);
});
afterAll(() => telecase.stop());

const insert = (table: string, row: Record<string, unknown>) =>
  telecase.db.query(`insert into ${table} (${Object.keys(row).join(', ')}) values (${Object.keys(row).map((_, at) => `$${at + 1}`).join(', ')})`, Object.values(row));

async function aCase(stored: CaseState, parts: readonly [Part, Part]): Promise<void> {
  const [id, patient, now, reference] = [randomUUID(), randomUUID(), new Date(), `BUN-2026-${1001 + told.size}`];
  const allocations = parts.flatMap((part, at) => (part === 'none' ? [] : [allocation(part, [cast.specialist, cast.second][at]!, now)]));
  const standing = standingOf(stored, allocations, now);
  told.set(reference, standing);
  await insert('patients', { id: patient, project_id: cast.project, local_reference: reference, age_value: 6, age_unit: 'years', age_on: '2026-01-05', sex: 'female', registered_by: cast.staff.id });
  await insert('cases', {
    id, reference, project_id: cast.project, author_id: cast.staff.id, patient_id: patient, state: stored === 'closed' ? 'answered' : standing.state, state_since: now, last_activity_at: now, kind: 'clinical', title: parts.join(', '),
    specialty: 'dermatology', is_urgent: false, language: 'en', form: '{}', section_versions: '{}', version: 1, submitted_at: stored === 'draft' ? null : now,
  });
  for (const { specialistId, state, dueAt } of allocations) {
    await insert('case_allocations', { id: randomUUID(), case_id: id, specialist_id: specialistId, specialty: 'dermatology', state, state_since: now, allocated_by: cast.coordinator.id, due_at: dueAt, refusal_reason: state === 'refused' ? 'Away' : null });
  }
  if (stored === 'closed') await telecase.db.query(`update cases set state = 'closed', closed_at = now(), closed_by = author_id, closing = '{"skippedBecause":"Left"}' where id = $1`, [id]);
}

function allocation(part: Part, { id }: Person, now: Date): Pending {
  const [state, late] = part.split(' ') as [Pending['state'], string?];
  return { specialistId: id, state, dueAt: new Date(now.getTime() + (late ? -1 : 1) * 3_600_000) };
}

const PEOPLE: Record<string, { who: () => Person; isWaitedFor: (standing: ReturnType<typeof standingOf>) => boolean }> = {
  'the author': { who: () => cast.staff, isWaitedFor: ({ waitsFor }) => waitsFor.project },
  'a colleague of the author': { who: () => cast.colleague, isWaitedFor: ({ state, waitsFor }) => waitsFor.project && state !== 'draft' },
  'the Medco': { who: () => cast.medco, isWaitedFor: () => false },
  'one specialist': { who: () => cast.specialist, isWaitedFor: ({ waitsFor }) => waitsFor.specialistIds.includes(cast.specialist.id) },
  'the other specialist': { who: () => cast.second, isWaitedFor: ({ waitsFor }) => waitsFor.specialistIds.includes(cast.second.id) },
  'a coordinator': { who: () => cast.coordinator, isWaitedFor: ({ waitsFor }) => waitsFor.coordinators },
};

it('names on a row whom the case waits for, and marks it late, as the case itself does', async () => {
  const coordinator = await signedIn(telecase, cast.coordinator);
  const { text } = await coordinator.get('/to-do');
  const rows = text.split('<li class="case-row').slice(1);
  const wrong = rows.filter((row) => {
    const { turn, waitsFor, pending } = told.get(/href="\/cases\/([A-Z]+-\d+-\d+)/.exec(row)![1]!)!;
    if (turn !== 'specialist' && !waitsFor.coordinators) return false;
    const [first] = pending;
    if (!first) return false;
    const isLate = new Date(first.dueAt) < new Date();
    // Of two who have to answer at the same moment, who was asked first.
    const name = first.specialistId === cast.specialist.id ? cast.specialist.name : cast.second.name;
    return row.startsWith(' yours late') !== isLate || !row.includes(name);
  });
  expect(rows.length).toBeGreaterThan(20);
  expect(wrong).toEqual([]);
});

describe.each(Object.entries(PEOPLE))('TO-DO of %s', (_, { who, isWaitedFor }) => {
  it('has what waits for them, no more and no less, with a time on every row; the badge counts it on other pages', async () => {
    const visitor = await signedIn(telecase, who());
    const waiting = [...told].filter(([, standing]) => isWaitedFor(standing)).map(([reference]) => reference).sort();
    const { text } = await visitor.get('/to-do');
    const yours = text.includes('id="yours"') ? text.split('id="yours"')[1]!.split('id="others"')[0]! : '';
    const rows = yours.split('<li class="case-row').slice(1);
    expect(rows.map((row) => /href="\/cases\/([A-Z]+-\d+-\d+)/.exec(row)![1]).sort()).toEqual(waiting);
    for (const row of rows) expect(row).toMatch(/<p class="move">\S[^<]+<small>\S[^<]+<\/small><\/p>\s*<p class="due">.*\S.*<small>\S/);
    const badge = /<span class="count">(\d+)/.exec((await visitor.get('/help')).text)?.[1];
    expect(Number(badge ?? 0)).toBe(waiting.length);
  });

  it('is said on each of the cases too', async () => {
    const visitor = await signedIn(telecase, who());
    const wrong: string[] = [];
    for (const [reference, standing] of told) {
      const { status, text } = await visitor.get(`/cases/${reference}`);
      if (status !== 200 || standing.state === 'closed') continue;
      const says = /<section class="turn-now( yours)?/.exec(text);
      if (Boolean(says![1]) !== isWaitedFor(standing)) wrong.push(`${reference} ${standing.state}`);
    }
    expect(wrong).toEqual([]);
  });
});
