import { startApp, type TestApp } from '../support/app.js';
import { caseStory, type CaseStory } from '../support/case-story.js';
import { statementsOf } from '../support/statements.js';
import type { Visitor } from '../support/visitor.js';

/** What pages cost the database, counted in statements: a number that does not grow with what is on the page. */

let telecase: TestApp;
let story: CaseStory;
let nurse: Visitor;
let reference: string;

beforeAll(async () => {
  telecase = await startApp();
  story = await caseStory(telecase);
  nurse = await story.signedIn(story.people.nurse);
  reference = await story.accepted();
  await nurse.csrf();
  await telecase.settled();
  // From now on jobs wait, so that what they do is not counted.
  await telecase.db.query(`
    create function wait() returns trigger language plpgsql as $$ begin new.run_at := now() + interval '1 hour'; return new; end $$;
    create trigger jobs_wait before insert on graphile_worker._private_jobs for each row execute function wait()`);
});
afterAll(() => telecase.stop());

const statementsFor = (path: string) => statementsOf(async () => expect((await nurse.get(path)).status).toBe(200));

it('shows a case of 30 messages in five statements, and its discussion in as many', async () => {
  const [before, discussion] = [await statementsFor(`/cases/${reference}`), await statementsFor(`/cases/${reference}/discussion`)];
  expect(before.length, before.join('\n')).toBeLessThanOrEqual(5);
  expect(discussion.length, discussion.join('\n')).toBeLessThanOrEqual(5);

  await telecase.db.query(
    `insert into messages (id, case_id, author_id, author_role, kind, body, language, created_at)
     select gen_random_uuid(), id, author_id, 'project-staff', 'comment', 'Day ' || n, 'en', now() + n * interval '1 second' from cases, generate_series(1, 30) n where reference = $1`, [reference]);
  expect(await statementsFor(`/cases/${reference}`)).toHaveLength(before.length);
  expect(await statementsFor(`/cases/${reference}/discussion`)).toHaveLength(discussion.length);
  expect((await nurse.get(`/cases/${reference}`)).text).toContain('Discussion <span>30</span>');
});

it('shows CASES in three statements: who asks, the cases with the look at them on the access log, and the counts of the head', async () => {
  const statements = await statementsFor('/cases');
  expect(statements, statements.join('\n')).toHaveLength(3);
  expect(statements[1]).toMatch(/^with logged as \(insert into access_log .* page as /s);
});

it('submits a case of a new patient in one transaction', async () => {
  const statements = await statementsOf(() => story.posted(nurse));
  expect(statements.filter((text) => /^(start transaction|begin|commit|rollback)/i.test(text))).toEqual(['START TRANSACTION', 'COMMIT']);
  expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(12);
});
