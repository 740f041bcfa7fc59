import { startApp, type TestApp } from '../support/app.js';
import { caseStory, type CaseStory } from '../support/case-story.js';

let telecase: TestApp;
let story: CaseStory;

beforeAll(async () => {
  telecase = await startApp();
  story = await caseStory(telecase);
});
afterAll(() => telecase.stop());

it('counts, lists with a link to the case, and counts no more what was seen', async () => {
  const reference = await story.posted(await story.signedIn(story.people.nurse));
  await story.allocate(reference, story.people.pediatrician, 'pediatrics');
  await telecase.settled();
  const pediatrician = await story.signedIn(story.people.pediatrician);
  expect((await pediatrician.get('/cases')).text).toMatch(/<b aria-hidden="true">\d+<\/b>/);
  const first = await pediatrician.get('/notifications');
  expect(first.text).toContain(`<b class="mark">New</b> <a href="/cases/${reference}">Case ${reference} was allocated to you.</a>`);
  const again = await pediatrician.get('/notifications');
  expect(again.text).not.toContain('class="mark"');
  expect(again.text).not.toContain('<b aria-hidden="true">');
});

it('pages, and never counts further than 99', async () => {
  const reader = await telecase.world.person('Dr R. Costa', { roles: ['medco'] });
  await telecase.db.query(
    `insert into notifications (id, event_id, account_id, email, language, kind, case_reference, link, mail_state, created_at)
     select gen_random_uuid(), gen_random_uuid(), $1, 'x', 'en', 'commented', 'BUN-2026-' || lpad(n::text, 4, '0'), '/cases', 'sent', now() - n * interval '1 second' from generate_series(1, 130) n`, [reader.id]);
  const visitor = await story.signedIn(reader);
  expect((await visitor.get('/cases')).text).toContain('<b aria-hidden="true">99</b>');
  const seen: string[] = [];
  for (let path: string | undefined = '/notifications'; path; ) {
    const { text } = await visitor.get(path);
    seen.push(...[...text.matchAll(/on case (BUN-\d+-\d+)\./g)].map(([, reference]) => reference!));
    path = [...text.matchAll(/<a class="button quiet" href="([^"]+)">Older/g)][0]?.[1]?.replaceAll('&#x3D;', '=');
  }
  expect(seen).toEqual(Array.from({ length: 130 }, (_, at) => `BUN-2026-${String(at + 1).padStart(4, '0')}`));
  expect((await visitor.get('/cases')).text).not.toContain('<b aria-hidden="true">');
});

it('says so when there is nothing, in the language of the reader', async () => {
  const visitor = await story.signedIn(await telecase.world.person('Dr E. Brandt', { roles: ['specialist'], language: 'fr' }));
  expect((await visitor.get('/notifications')).text).toContain('Il n’y a encore rien à vous signaler.');
});
