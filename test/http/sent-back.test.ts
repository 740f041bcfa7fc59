import { startApp, type TestApp } from '../support/app.js';
import { caseStory, type CaseStory } from '../support/case-story.js';

let telecase: TestApp;
let story: CaseStory;

beforeEach(async () => {
  telecase = await startApp();
  story = await caseStory(telecase);
});
afterEach(() => telecase.stop());

const allocationOf = async (reference: string): Promise<{ id: string; state: string }> =>
  (await telecase.db.query(`select a.id, a.state from case_allocations a join cases c on c.id = a.case_id where c.reference = $1`, [reference]))[0];
const allocated = async () => {
  const reference = await story.posted(await story.signedIn(story.people.nurse));
  await story.allocate(reference, story.people.dermatologist, 'dermatology');
  return reference;
};

describe('a specialist who goes away', () => {
  it('is shown what is open with them, sends back what others must answer, and keeps the rest', async () => {
    const [accepted, kept] = [await story.accepted(), await allocated()];
    const away = await story.signedIn(story.people.dermatologist);
    const entered = await away.post('/profile/absences', { first: '2099-01-01', last: '2099-02-01' });
    expect(entered.location).toBe('/profile/absences/cases?done=absence-added');
    const page = (await away.get(entered.location!)).text;
    for (const shown of [accepted, kept]) expect(page).toContain(shown);
    expect(page).not.toContain('Ring-shaped rash');

    const looks = async () => (await telecase.db.query(`select from access_log where action = 'case.listed' and account_id = $1`, [story.people.dermatologist.id])).length;
    const before = await looks();
    expect((await away.post('/profile/absences/cases', { references: accepted })).status).toBe(422);
    expect(await looks()).toBe(before + 1);
    expect((await away.post('/profile/absences/cases', { references: accepted, reason: 'Away from Monday' })).location).toBe('/profile/absences/cases?done=sent-back');
    expect((await allocationOf(accepted)).state).toBe('withdrawn');
    expect((await allocationOf(kept)).state).toBe('allocated');
    expect((await away.get(`/cases/${accepted}`)).status).toBe(404);
    expect((await away.post('/profile/absences/cases', { references: accepted, reason: 'Once more' })).status).toBe(409);

    const desk = await story.signedIn(story.people.coordinator);
    expect((await desk.get(`/cases/${accepted}/history`)).text).toMatch(/sent it back to the coordinators[\s\S]*Away from Monday/);
    expect((await desk.get('/to-do')).text).toContain(accepted);
    await telecase.settled();
    expect(await telecase.db.query(`select case_reference from notifications where kind = 'allocation-refused'`)).toEqual([{ case_reference: accepted }]);
  });

  it('sends back all or nothing, and nothing of somebody else', async () => {
    const [mine, others] = [await allocated(), await story.posted(await story.signedIn(story.people.nurse))];
    await story.allocate(others, story.people.pediatrician, 'pediatrics');
    const away = await story.signedIn(story.people.dermatologist);
    expect((await away.post('/profile/absences/cases', { references: [mine, others], reason: 'Away' })).status).toBe(409);
    expect([(await allocationOf(mine)).state, (await allocationOf(others)).state]).toEqual(['allocated', 'allocated']);
  });

  it('is led back to the profile when nothing is open', async () => {
    const away = await story.signedIn(story.people.pediatrician);
    expect((await away.post('/profile/absences', { first: '2099-01-01', last: '2099-02-01' })).location).toBe('/profile?done=absence-added');
    expect((await away.get('/profile/absences/cases')).text).toContain('Nothing is open with you');
  });
});

it('keeps why a coordinator withdrew an allocation, and tells the specialist in the page, never by mail', async () => {
  const reference = await allocated();
  const desk = await story.signedIn(story.people.coordinator);
  const path = `/cases/${reference}/allocations/${(await allocationOf(reference)).id}/withdrawal`;
  const long = 'x'.repeat(301);
  const redrawn = await desk.post(path, { why: long });
  expect([redrawn.status, redrawn.text.includes(long), redrawn.text.includes('Shorten the reason')]).toEqual([422, true, true]);
  expect((await desk.post(path, { why: 'The nearest hospital has a dermatologist' })).status).toBe(303);
  expect((await desk.get(`/cases/${reference}/history`)).text).toContain('The nearest hospital has a dermatologist');
  await telecase.settled();
  const specialist = await story.signedIn(story.people.dermatologist);
  expect((await specialist.get('/notifications')).text).toContain('The nearest hospital has a dermatologist');
  const events = await telecase.db.query(`select payload::text from events where type like '%withdrawn%'`);
  expect(events).toHaveLength(1);
  expect(JSON.stringify(events)).not.toContain('nearest hospital');
});
