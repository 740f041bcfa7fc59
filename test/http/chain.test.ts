import { startApp, type TestApp } from '../support/app.js';
import { caseStory, type CaseStory } from '../support/case-story.js';
import type { Visitor } from '../support/visitor.js';

let telecase: TestApp;
let story: CaseStory;
let nurse: Visitor;
const chain: string[] = [];

beforeAll(async () => {
  telecase = await startApp();
  story = await caseStory(telecase);
  nurse = await story.signedIn(story.people.nurse);
  chain.push(await story.posted(nurse, { title: 'Part 1' }));
  for (let part = 2; part <= 10; part += 1) chain.push(await goOn(chain.at(-1)!, part));
});
afterAll(() => telecase.stop());

/** Closes a case, and posts what goes on from it. */
async function goOn(reference: string, part: number): Promise<string> {
  const closing: Record<string, string> = part === 2 ? { skip: 'Went home' } : { 'carried-out': 'all', condition: 'better', changed: 'Yes' };
  expect((await nurse.post(`/cases/${reference}/closure`, closing)).status).toBe(303);
  const next = (await nurse.post(`/cases/${reference}/continuation`)).location!.split('/')[2]!;
  const [{ form }] = await telecase.db.query(`select form from cases where reference = $1`, [next]);
  const more = { title: `Part ${part}`, history: 'It went on', question: 'What now?', 'consent-basis': 'guardian', 'consent-how': 'spoken', 'consent-by': 'Nurse', 'consent-on': '2026-01-05' };
  const { status, location, text } = await nurse.postFiles(`/cases/${next}`, { ...form, ...more, do: 'submit-anyway' });
  expect([status, location], text.slice(0, 300)).toEqual([303, `/to-do?posted=${next}`]);
  return next;
}

/** What a page lists under Linked cases, in order; the one that is read is marked. */
async function linked(visitor: Visitor, reference: string): Promise<string[]> {
  const { text } = await visitor.get(`/cases/${reference}`);
  const [section = ''] = /<section aria-labelledby="linked">.*?<\/section>/s.exec(text) ?? [];
  return [...section.matchAll(/<li class="line"( aria-current="true")?>.*?class="reference">([A-Z0-9-]+)</gs)].map(([, isCurrent, one]) => `${isCurrent ? '* ' : ''}${one}`);
}

it('is listed whole on each of its ten cases, the one that is read marked', async () => {
  for (const at of [0, 4, 9]) expect(await linked(nurse, chain[at]!)).toEqual(chain.map((one, index) => (index === at ? `* ${one}` : one)));
  const { text } = await nurse.get(`/cases/${chain[4]}`);
  expect(text).toContain('Closed: Better');
  for (const part of [1, 10]) expect(text).toContain(`Part ${part}`);
  expect((await nurse.get(`/cases/${chain[0]}/history`)).text).toContain(`continued it as ${chain[1]}`);
  expect((await nurse.get(`/cases/${chain[1]}/history`)).text).toContain(chain[0]);
});

it('shows a specialist the cases of it that are theirs, also behind one that is not', async () => {
  await telecase.db.query(`alter table case_allocations disable trigger no_allocation_on_a_closed_case`);
  for (const at of [0, 9]) {
    await telecase.db.query(
      `insert into case_allocations (id, case_id, specialist_id, specialty, state, state_since, allocated_by, due_at) select gen_random_uuid(), id, $2, 'dermatology', 'answered', now(), author_id, now() from cases where reference = $1`,
      [chain[at], story.people.dermatologist.id]);
  }
  const dermatologist = await story.signedIn(story.people.dermatologist);
  expect(await linked(dermatologist, chain[9]!)).toEqual([chain[0], `* ${chain[9]}`]);
});

it('is not there on a case that stands alone', async () => {
  expect(await linked(nurse, await story.posted(nurse))).toEqual([]);
});

it('is read through indexes, one case at a time', async () => {
  const plan = await telecase.db.transaction(async (tx) => {
    await tx.query(`set local enable_seqscan = off`); // the table is small
    return tx.query(`explain select id from cases where continues_id = '00000000-0000-4000-8000-000000000000' and state <> 'posted-in-error'`);
  });
  expect(JSON.stringify(plan)).toContain('a_case_is_continued_once');
});
