import { KeepWhenAnswersWereDue1796900000000 } from '../../src/database/migrations/1796900000000-keep-when-answers-were-due.js';
import { startApp, type TestApp } from '../support/app.js';
import { caseStory, type CaseStory } from '../support/case-story.js';
import { saidFigures } from '../support/figures.js';
import type { Visitor } from '../support/visitor.js';
import type { Person } from '../support/world.js';

let telecase: TestApp;
let story: CaseStory;
beforeEach(async () => {
  telecase = await startApp();
  story = await caseStory(telecase);
});
afterEach(() => telecase.stop());

const at = (person: keyof CaseStory['people']): Promise<Visitor> => story.atWork(story.people[person]);
const figuresFor = async (person: Person, query = '') => {
  const { status, text } = await (await story.atWork(person)).get(`/statistics${query}`);
  expect(status).toBe(200);
  return saidFigures(text);
};
const posted = async (more: Record<string, string> = {}) => story.posted(await at('nurse'), more);
const answer = async (reference: string, by: keyof CaseStory['people'] = 'dermatologist') =>
  expect((await (await at(by)).postFiles(`/cases/${reference}/answers`, { impression: 'Tinea', advice: 'Cream', language: 'en' })).status).toBe(303);
const answered = async () => {
  const reference = await story.accepted();
  await answer(reference);
  return reference;
};
/** Puts everything that has happened to a case at an earlier time. */
const pass = async (reference: string, hours: number) => {
  for (const sql of [
    `update cases set submitted_at = submitted_at - $2 * interval '1 hour' where reference = $1`,
    `update case_allocations set created_at = created_at - $2 * interval '1 hour', accepted_at = accepted_at - $2 * interval '1 hour', answered_at = answered_at - $2 * interval '1 hour', due_at = due_at - $2 * interval '1 hour',
       answer_was_due_at = answer_was_due_at - $2 * interval '1 hour' where case_id = (select id from cases where reference = $1)`,
  ]) await telecase.db.query(sql, [reference, hours]);
};
const ofAllocation = (reference: string, change: string) => telecase.db.query(`update case_allocations set ${change} where case_id = (select id from cases where reference = $1)`, [reference]);

it('says to each role what is theirs to see, and to nobody else that there is such a page', async () => {
  const reference = await answered();
  await posted({ urgency: 'urgent', specialty: 'pediatrics' });
  await story.close(reference);

  for (const person of ['nurse', 'colleague', 'medco', 'coordinator'] as const) {
    const said = await figuresFor(story.people[person]);
    expect(said.Cases!.facts, person).toEqual({ Posted: '2', 'Of them urgent': '1', 'Open now': '1', Closed: '1' });
    expect(said.Answers!.facts, person).toMatchObject({ Allocations: '1', 'Answered by the due time': '1 of 1', 'Overdue now': '0', Refused: '0' });
    expect(said['How closed cases ended']!.facts, person).toMatchObject({ 'Was the advice carried out?': 'Yes, all of it: 1\nPartly: 0\nNo: 0', 'Closed without these answers': '0' });
    expect(Object.keys(said).includes('By specialist'), person).toBe(person === 'coordinator');
    expect(Object.keys(said), person).not.toContain('What was allocated to you');
  }
  expect((await figuresFor(story.people.coordinator))['By specialist']!.rows).toEqual([
    { Specialist: 'Dr A. Diallo', Allocated: '1', Refused: '0', Answered: '1', 'By the due time': '1 of 1', 'Half answered within': 'too few', 'Open now': '0' }]);
  expect((await figuresFor(story.people.stranger)).Cases!.nothing).toBe('No case was posted in this period. Choose a longer one.');

  for (const role of ['administrator', 'auditor'] as const) {
    const visitor = await story.signedIn(await telecase.world.person(`The ${role}`, { roles: [role] }));
    expect((await visitor.get('/statistics')).status).toBe(404);
  }
});

it('tells a specialist of their own part alone, in their language', async () => {
  const reference = await answered();
  await story.allocate(reference, story.people.pediatrician, 'pediatrics');
  const page = (await (await at('dermatologist')).get('/statistics')).text;
  expect(page).not.toContain(story.people.pediatrician.name);
  expect(saidFigures(page)).toEqual({ 'Ce qui vous a été attribué': expect.objectContaining({ facts: expect.objectContaining({ Attributions: '1', 'Avis donnés': '1', 'Ouverts maintenant': '0' }) }) });
  expect((await figuresFor(story.people.pediatrician))['What was allocated to you']!.facts).toMatchObject({ Allocations: '1', Answered: '0', 'Answered by the due time': 'none yet', 'Open now': '1' });

  expect((await (await at('pediatrician')).post(`/cases/${reference}/refusal`, { reason: 'On leave' })).status).toBe(303);
  expect((await figuresFor(story.people.pediatrician))['What was allocated to you']!.facts).toMatchObject({ Allocations: '1', Refused: '1', 'Open now': '0' });
});

it('leaves out exercises, drafts and what was posted in error', async () => {
  await posted();
  await posted({ kind: 'training' });
  expect((await (await at('nurse')).postFiles('/cases', { project: story.project, title: 'Not finished', do: 'save' })).status).toBe(303);
  const inError = await posted();
  await story.allocate(inError, story.people.dermatologist, 'dermatology');
  expect((await figuresFor(story.people.dermatologist))['Ce qui vous a été attribué']!.facts).toMatchObject({ Attributions: '1' });
  expect((await (await at('coordinator')).post(`/cases/${inError}/posted-in-error`, { reason: 'Wrong project' })).status).toBe(303);

  for (const person of ['nurse', 'coordinator'] as const) expect((await figuresFor(story.people[person])).Cases!.facts.Posted, person).toBe('1');
  expect((await figuresFor(story.people.dermatologist))['Ce qui vous a été attribué']!.nothing).toBe('Aucun cas de cette période ne vous a été attribué.');
});

it('shows somebody with several roles what each of them grants', async () => {
  const [{ id: elsewhere }] = await telecase.db.query(`select id from projects where code = 'TOL'`);
  const both = await telecase.world.person('Dr R. Both', { roles: ['project-staff', 'specialist'], projects: [elsewhere], specialties: ['dermatology'] });
  const reference = await posted();
  await posted();
  await story.allocate(reference, both, 'dermatology');
  const before = await figuresFor(both);
  expect(before.Cases!.nothing).toContain('No case was posted');
  expect(before['What was allocated to you']!.facts.Allocations).toBe('1');
  await story.posted(await story.atWork(both), { project: elsewhere });
  expect((await figuresFor(both)).Cases!.facts.Posted).toBe('1');
});

it('narrows to one project, and says no more of a foreign one than of one that does not exist', async () => {
  await posted();
  const [{ id: elsewhere }] = await telecase.db.query(`select id from projects where code = 'TOL'`);
  await story.posted(await at('stranger'), { project: elsewhere });
  expect((await figuresFor(story.people.coordinator)).Cases!.facts.Posted).toBe('2');
  const { text } = await (await at('coordinator')).get('/statistics?project=tol');
  expect(saidFigures(text).Cases!.facts.Posted).toBe('1');
  expect(text).toContain('<option value="TOL" selected>Tolvia clinic</option>');

  for (const person of ['nurse', 'medco', 'stranger'] as const) {
    const [foreign, none] = await Promise.all([person === 'stranger' ? 'BUN' : 'TOL', 'QQQ'].map(async (code) => (await (await at(person)).get(`/statistics?project=${code}`)).text.replaceAll(code, '…').replace(/_csrf" value="[^"]+|data-csrf="[^"]+/g, '')));
    expect(foreign, person).toBe(none);
    expect(saidFigures(foreign!).Cases!.facts, person).toEqual({});
    expect(foreign, person).not.toContain(person === 'stranger' ? 'Bunara hospital</option>' : 'Tolvia');
  }
  expect((await figuresFor(story.people.nurse, '?project=BUN')).Cases!.facts.Posted).toBe('1');
});

it('gives no half and no share of fewer than five', async () => {
  for (let times = 0; times < 4; times += 1) await ofAllocation(await answered(), `accepted_at = created_at + interval '30 minutes'`);
  const acceptance = async () => (await figuresFor(story.people.nurse))['Waiting times']!.rows.find(({ Step }) => Step === 'Allocation to acceptance');
  expect(await acceptance()).toEqual({ Step: 'Allocation to acceptance', 'How often': '4', 'Half within': 'too few', '9 in 10 within': 'too few' });
  expect((await figuresFor(story.people.nurse)).Answers!.facts['Answered by the due time']).toBe('4 of 4');

  await ofAllocation(await answered(), `accepted_at = created_at + interval '80 minutes', answer_was_due_at = answered_at - interval '1 minute'`);
  expect(await acceptance()).toEqual({ Step: 'Allocation to acceptance', 'How often': '5', 'Half within': '30 min', '9 in 10 within': '1 h' });
  expect((await figuresFor(story.people.nurse)).Answers!.facts['Answered by the due time']).toBe('4 of 5 (80%)');
});

it('keeps whether the first answer was in time, whatever is due after it', async () => {
  const reference = await story.accepted();
  await ofAllocation(reference, `due_at = now() - interval '1 hour'`);
  expect((await figuresFor(story.people.nurse)).Answers!.facts).toMatchObject({ 'Answered by the due time': 'none yet', 'Overdue now': '1' });
  await answer(reference);
  expect((await (await at('nurse')).postFiles(`/cases/${reference}/questions`, { body: 'And if it itches?', language: 'en' })).status).toBe(303);
  expect((await figuresFor(story.people.nurse)).Answers!.facts).toMatchObject({ 'Answered by the due time': '0 of 1', 'Overdue now': '0' });
  await answer(reference);
  expect((await figuresFor(story.people.nurse)).Answers!.facts).toMatchObject({ 'Answered by the due time': '0 of 1' });
});

it('takes over of older answers when they were due, where nothing has moved it since', async () => {
  const [kept, late, movedOn] = [await answered(), await story.accepted(), await answered()];
  await ofAllocation(late, `due_at = now() - interval '1 hour'`);
  await answer(late);
  expect((await (await at('nurse')).postFiles(`/cases/${movedOn}/questions`, { body: 'And if it itches?', language: 'en' })).status).toBe(303);
  await story.close(kept);

  const [runner, migration] = [telecase.db.createQueryRunner(), new KeepWhenAnswersWereDue1796900000000()];
  await migration.down(runner);
  await migration.up(runner);
  await runner.release();
  const rows = await telecase.db.query(`select c.reference, a.answer_was_due_at = a.due_at as is_kept from case_allocations a join cases c on c.id = a.case_id`);
  expect(Object.fromEntries(rows.map(({ reference, is_kept }: { reference: string; is_kept: boolean | null }) => [reference, is_kept]))).toEqual({ [kept]: true, [late]: true, [movedOn]: null });
  expect((await figuresFor(story.people.nurse)).Answers!.facts['Answered by the due time']).toBe('1 of 2');
});

it('counts what was posted in the period that is asked for, and takes any other for the usual one', async () => {
  for (const days of [0, 40, 100, 400]) await pass(await answered(), days * 24);
  const [nurse, specialist] = [story.people.nurse, story.people.dermatologist];
  for (const [query, count] of [['?period=30-days', '1'], ['?period=90-days', '2'], ['', '2'], ['?period=12-months', '3'], ['?period=forever', '2'], ['?period=30-days&period=90-days', '2'], ['?period[]=x&project=%00', '2']] as const) {
    expect((await figuresFor(nurse, query)).Cases!.facts.Posted, query).toBe(count);
    expect((await figuresFor(specialist, query))['Ce qui vous a été attribué']!.facts.Attributions, query).toBe(count);
  }
});

it('says no word of a case, on the page or on the access log', async () => {
  const reference = await answered();
  const page = (await (await at('coordinator')).get('/statistics?period=12-months&project=bun')).text;
  for (const word of ['rash', 'Tinea', reference, 'three weeks']) expect(page).not.toContain(word);
  const rows = await telecase.db.query(`select * from access_log where action = 'statistics.viewed'`);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ account_id: story.people.coordinator.id, outcome: 'done', case_reference: null, patient_id: null });
  expect(JSON.stringify(rows[0])).toContain('12-months, BUN');
});
