import { startApp, type TestApp } from '../support/app.js';
import { plain } from '../support/forms.js';
import { oneAfterTheOther } from '../support/one-after-the-other.js';
import { aCaseForm, aMission, posts, signedIn, type Cast } from '../support/stories.js';
import type { Answer, Visitor } from '../support/visitor.js';
import type { Person } from '../support/world.js';

/** Two people at one case: both have its page open, and both act on it. One wins, the other is told what has changed. */

let telecase: TestApp;
let cast: Cast;
let staff: Visitor, colleague: Visitor, coordinator: Visitor, other: Visitor, specialist: Visitor;

beforeAll(async () => {
  telecase = await startApp();
  cast = await aMission(telecase);
  const second = await telecase.world.person('Second Coordinator', { roles: ['coordinator'] });
  [staff, colleague, coordinator, other, specialist] = await Promise.all([cast.staff, cast.colleague, cast.coordinator, second, cast.specialist].map((person) => signedIn(telecase, person))) as [Visitor, Visitor, Visitor, Visitor, Visitor];
});
afterAll(() => telecase.stop());

const allocations = async (reference: string) => (await telecase.db.query(`select a.id, a.state, s.name, a.due_at from case_allocations a join cases c on c.id = a.case_id join accounts s on s.id = a.specialist_id where c.reference = $1 order by a.created_at`, [reference])) as { id: string; state: string; name: string; due_at: Date }[];
const firstOf = async (reference: string) => (await allocations(reference))[0]!.id;
const stateOf = async (reference: string) => (await telecase.db.query(`select state from cases where reference = $1`, [reference]))[0]?.state;
/** The stamp on the page that somebody has open. */
const seen = async (visitor: Visitor, reference: string) => /name="seen" value="([^"]+)"/.exec((await visitor.get(`/cases/${reference}/allocate`)).text)![1]!;
const order = (to: Person, more: Record<string, string> = {}) => ({ specialty: 'dermatology', specialist: to.id, due: '', note: '', ...more });
const told = ({ status, text }: Answer) => [status, plain(text)] as const;

async function allocated(): Promise<string> {
  const reference = await posts(staff, aCaseForm(cast.project));
  expect((await coordinator.post(`/cases/${reference}/allocations`, order(cast.specialist))).status).toBe(303);
  return reference;
}
async function asked(): Promise<string> {
  const reference = await allocated();
  expect((await specialist.post(`/cases/${reference}/acceptance`)).status).toBe(303);
  expect((await specialist.postFiles(`/cases/${reference}/questions`, { question: 'Since when?', language: 'en' })).status).toBe(303);
  return reference;
}

it('two coordinators allocate: the second is told whom the first has asked, and asks nobody', async () => {
  const reference = await posts(staff, aCaseForm(cast.project));
  const path = `/cases/${reference}/allocations`;
  const [mine, theirs] = [await seen(coordinator, reference), await seen(other, reference)];
  const [won, lost] = await oneAfterTheOther(telecase, reference, () => coordinator.post(path, order(cast.specialist, { seen: mine })), () => other.post(path, order(cast.second, { seen: theirs })));
  expect(won.status).toBe(303);
  expect(told(lost)).toEqual([409, expect.stringContaining('Coordinator BUN allocated it to Dermatologist BUN, Dermatology')]);
  expect((await allocations(reference)).map(({ name }) => name)).toEqual(['Dermatologist BUN']);

  expect((await other.post(path, order(cast.second, { seen: await seen(other, reference) }))).status).toBe(303);
  expect(await allocations(reference)).toHaveLength(2);
});

it('two coordinators ask the same specialist: once', async () => {
  const reference = await posts(staff, aCaseForm(cast.project));
  const path = `/cases/${reference}/allocations`;
  const [won, lost] = await oneAfterTheOther(telecase, reference, () => coordinator.post(path, order(cast.specialist)), () => other.post(path, order(cast.specialist)));
  expect([won.status, lost.status]).toEqual([303, 409]);
  expect(await allocations(reference)).toHaveLength(1);
});

it('two coordinators change one due time: the second is told the first one’s', async () => {
  const reference = await allocated();
  const id = await firstOf(reference);
  const path = `/cases/${reference}/allocations/${id}/due-time`;
  const stamp = await seen(coordinator, reference);
  const [won, lost] = await oneAfterTheOther(telecase, reference, () => coordinator.post(path, { due: '2099-03-01T10:00', why: 'She travels', seen: stamp }), () => other.post(path, { due: '2099-05-01T10:00', seen: stamp }));
  expect(won.status).toBe(303);
  expect(told(lost)).toEqual([409, expect.stringMatching(/Coordinator BUN moved when the answer of Dermatologist BUN is due from .+ to .*1 Mar 2099.*She travels/)]);
  expect((await allocations(reference))[0]!.due_at.toISOString()).toBe('2099-03-01T07:00:00.000Z');
});

describe('an acceptance and a withdrawal', () => {
  async function meet(first: 'acceptance' | 'withdrawal') {
    const reference = await allocated();
    const id = await firstOf(reference);
    const stamp = await seen(coordinator, reference);
    const accept = () => specialist.post(`/cases/${reference}/acceptance`);
    const withdraw = () => coordinator.post(`/cases/${reference}/allocations/${id}/withdrawal`, { seen: stamp });
    const answers = await oneAfterTheOther(telecase, reference, ...(first === 'acceptance' ? [accept, withdraw] as const : [withdraw, accept] as const));
    return { reference, answers };
  }

  it('accepted first: the coordinator is told, and it stays accepted', async () => {
    const { reference, answers: [won, lost] } = await meet('acceptance');
    expect(won.status).toBe(303);
    expect(told(lost)).toEqual([409, expect.stringContaining('Dermatologist BUN accepted it')]);
    expect(lost.text).toContain(`href="/cases/${reference}"`);
    expect(await stateOf(reference)).toBe('with-specialist');
  });

  it('withdrawn first: the specialist is told by whom, and sees no more of the case', async () => {
    const { reference, answers: [won, lost] } = await meet('withdrawal');
    expect(won.status).toBe(303);
    const [status, text] = told(lost);
    expect([status, text]).toEqual([409, expect.stringContaining('Coordinator BUN withdrew it from Dermatologist BUN')]);
    expect(text).not.toContain('Posted by');
    expect(lost.text).not.toContain(`href="/cases/${reference}"`);
    expect((await specialist.get(`/cases/${reference}`)).status).toBe(404);
    expect(await stateOf(reference)).toBe('awaiting-allocation');
  });
});

describe('a reply and a closure', () => {
  async function meet(first: 'reply' | 'closure') {
    const reference = await asked();
    const reply = () => staff.postFiles(`/cases/${reference}/replies`, { body: 'For three weeks now', language: 'en' });
    const close = () => colleague.post(`/cases/${reference}/closure`, { skip: 'Moved to another hospital' });
    const answers = await oneAfterTheOther(telecase, reference, ...(first === 'reply' ? [reply, close] as const : [close, reply] as const));
    const [{ replies }] = await telecase.db.query(`select count(*)::int as replies from messages m join cases c on c.id = m.case_id where c.reference = $1 and m.body = 'For three weeks now'`, [reference]);
    return { reference, answers, replies };
  }

  it('closed first: whoever replies is told who closed it and why, and keeps what they wrote', async () => {
    const { reference, answers: [won, lost], replies } = await meet('closure');
    expect(won.status).toBe(303);
    expect(told(lost)).toEqual([409, expect.stringMatching(/Closed by Doctor BUN.*Moved to another hospital.*For three weeks now/s)]);
    expect([await stateOf(reference), replies]).toEqual(['closed', 0]);
  });

  it('replied first: the reply is in the case, which is closed after it', async () => {
    const { reference, answers, replies } = await meet('reply');
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect([await stateOf(reference), replies]).toEqual(['closed', 1]);
  });
});

it('a refusal and a second one: once, with the first reason', async () => {
  const reference = await allocated();
  const refuse = (reason: string) => () => specialist.post(`/cases/${reference}/refusal`, { reason });
  const [won, lost] = await oneAfterTheOther(telecase, reference, refuse('On leave'), refuse('On leave too'));
  expect(won.status).toBe(303);
  expect(told(lost)).toEqual([409, expect.stringMatching(/Dermatologist BUN refused it.*On leave/s)]);
  expect(await allocations(reference)).toEqual([expect.objectContaining({ state: 'refused' })]);
});
