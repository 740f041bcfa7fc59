import { startApp, type TestApp } from '../support/app.js';
import { caseStory, type CaseStory } from '../support/case-story.js';
import { drawing } from '../support/samples/pictures.js';
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

it('asks to look again at what is rare, by the name of each question', async () => {
  const rare = form({ _once: 'rare', title: 'Rare', 'local-reference': 'P-6', temperature: '33', sections: 'obstetrics-gynecology', 'obstetrics-gynecology.fetal-heart-rate': '90', do: 'submit' });
  const notice = /role="alert"[\s\S]*?<\/div>/.exec((await nurse.postFiles('/cases', rare)).text)![0];
  expect(notice).toMatch(/<p>Temperature: Under 35 or over 41 °C is rare/);
  expect(notice).toMatch(/<p>Fetal heart rate: Under 110 .*is rare/);
  expect((await nurse.postFiles('/cases', { ...rare, do: 'submit-anyway' })).location).toMatch(/posted=/);
});

it('counts the pictures that come with the form among those that the specialty asks for', async () => {
  const photos = await Promise.all([40, 50, 60].map(async (width) => ({ name: `${width}.png`, bytes: await drawing(width, 40).png().toBuffer() })));
  const rash = (title: string, reference: string) => form({ _once: title, title, 'local-reference': reference, specialty: 'dermatology', do: 'submit' });
  const tooFew = await nurse.postFiles('/cases', rash('Two photos', 'P-4'), photos.slice(1));
  expect(tooFew.status).toBe(422);
  expect(tooFew.text).toContain('2 of 3 pictures that Dermatology asks for are here.');
  expect(await statesOf('Two photos')).toEqual(['draft']);
  expect((await nurse.postFiles('/cases', rash('Three photos', 'P-5'), photos)).location).toMatch(/posted=/);
  expect(await statesOf('Three photos')).toEqual(['awaiting-allocation']);
  const told = await telecase.db.query(`select h.what, count(a.id)::int as files from case_history h join cases c on c.id = h.case_id join attachments a on a.case_id = c.id where c.title = 'Three photos' group by h.id`);
  expect(told).toEqual([{ what: 'submitted', files: 3 }]);
});
