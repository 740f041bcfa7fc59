import { startApp, type TestApp } from '../support/app.js';
import { caseStory, type CaseStory } from '../support/case-story.js';
import type { Visitor } from '../support/visitor.js';

let telecase: TestApp;
let story: CaseStory;
let nurse: Visitor;
let project: string;

beforeAll(async () => {
  telecase = await startApp();
  story = await caseStory(telecase);
  nurse = await story.signedIn(story.people.nurse);
  [{ id: project }] = await telecase.db.query(`select id from projects where code = 'BUN'`);
});
afterAll(() => telecase.stop());

const form = (more: Record<string, string>) => ({
  project, kind: 'clinical', title: 'Rash', 'local-reference': 'P-1', age: '6', 'age-unit': 'years', sex: 'female', 'consent-basis': 'guardian', 'consent-how': 'spoken', 'consent-by': 'Nurse',
  'consent-on': '2026-01-05', history: 'Three weeks', question: 'Ringworm?', specialty: 'pediatrics', urgency: 'routine', language: 'en', do: 'submit-anyway', ...more,
});
const statesOf = async (title: string): Promise<string[]> => (await telecase.db.query(`select state from cases where title = $1 order by state`, [title])).map(({ state }: { state: string }) => state);

it('keeps the draft when something stands in the way, and says so again when the form is sent again', async () => {
  const incomplete = form({ _once: 'incomplete', title: 'Without a question', question: '' });
  for (const answer of [await nurse.postFiles('/cases', incomplete), await nurse.postFiles('/cases', incomplete)]) {
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Three weeks');
  }
  expect(await statesOf('Without a question')).toEqual(['draft']);
});

it('posts one case however often the form is sent, and leads to it each time', async () => {
  const complete = form({ _once: 'complete', title: 'Sent thrice', 'local-reference': 'P-2' });
  const answers = await Promise.all([1, 2, 3].map(() => nurse.postFiles('/cases', complete)));
  expect(new Set(answers.map(({ status, location }) => `${status} ${location}`)).size).toBe(1);
  expect(answers[0]!.location).toMatch(/^\/to-do\?posted=BUN-/);
  expect(await statesOf('Sent thrice')).toEqual(['awaiting-allocation']);
});

it('registers one patient for two who use one new reference at the same moment; the other keeps a draft and is told', async () => {
  const other = await story.signedIn(story.people.colleague);
  const answers = await Promise.all([nurse, other].map((visitor, at) => visitor.postFiles('/cases', form({ _once: `race-${at}`, title: 'Same reference', 'local-reference': 'P-3' }))));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
  expect(await statesOf('Same reference')).toEqual(['awaiting-allocation', 'draft']);
});
