import { rightAnswers } from './matrix/case-answers.js';
import { copyCase } from './matrix/case-copies.js';
import { caseForm } from './matrix/case-fixtures.js';
import { CASE_TABLE, STATES, type State } from './matrix/case-table.js';
import { judge, knock, send } from './matrix/knock.js';
import { keepSessions, pageDoors, type PageDoor } from './matrix/page-doors.js';
import { PAGE_TABLE } from './matrix/page-table.js';
import { EVERYONE, type Cast, type PersonName } from './matrix/people.js';
import { setStage, type Stage } from './matrix/stage.js';
import { tryPageRow } from './matrix/try-page-row.js';

let stage: Stage;
let cast: Cast;
let pages: Record<string, PageDoor>;
let putSessionsBack: () => Promise<void>;
beforeAll(async () => {
  stage = await setStage();
  cast = stage.cast;
  pages = pageDoors(stage.telecase, cast, stage.originals.closed.patientId!);
  putSessionsBack = await keepSessions(stage.telecase);
});
afterAll(() => stage.end());

it.each(Object.keys(PAGE_TABLE))('%s: answers everybody as the table says', async (key) => {
  expect(await tryPageRow(stage, pages, key)).toEqual([]);
  if (pages[key]?.endsSession) await putSessionsBack();
});

describe('what is not there', () => {
  const ONE_OF_EACH: PersonName[] = ['author', 'medco', 'specialist', 'coordinator', 'administrator', 'auditor'];
  const keys = Object.keys(CASE_TABLE);
  /** Somebody, and a state, in which the table lets them do it. */
  const allowed = (key: string): [PersonName, State] => {
    for (const person of EVERYONE) for (const state of STATES) if (rightAnswers(CASE_TABLE[key]!, person, state).join() === '+') return [person, state];
    throw new Error(`Nobody may ${key}`);
  };
  /** The page without what differs from request to request. */
  const plain = (text: string, reference: string) => text.replaceAll(reference, '').replaceAll(/(?:name="_csrf" value|data-csrf)="[^"]+"|\b[0-9A-F]{12}\b/g, '');

  it.each(keys)('%s: a case that does not exist is 404 for every role', async (key) => {
    const { method, path, sent } = stage.doorOf(key);
    const answers = ONE_OF_EACH.map((person) => knock(cast.at[person], method, path({ ...stage.originals.answered, reference: 'BUN-2026-9999' }), sent({ reference: 'BUN-2026-9999' })));
    expect(await Promise.all(answers)).toEqual(ONE_OF_EACH.map(() => '404'));
    expect(await knock(cast.at.author, method, path({ ...stage.originals.answered, reference: 'nonsense' }), sent({ reference: 'nonsense' }))).toBe('404');
  });

  it.each(keys)('%s: a case that one may not see is answered as one that does not exist', async (key) => {
    const { method, path, sent } = stage.doorOf(key);
    const { reference } = stage.originals.closed;
    const same = sent({ reference });
    const [unseen, none] = await Promise.all([reference, 'BUN-2026-9999'].map((one) => send(cast.at.stranger, method, path({ ...stage.originals.answered, reference: one }), same)));
    expect(unseen!.status).toBe(404);
    expect(plain(unseen!.text, reference)).toBe(plain(none!.text, 'BUN-2026-9999'));
  });

  it.each(keys.filter((key) => /:(id|allocation)\b/.test(key)))('%s: what belongs to another case, or to none, is 404', async (key) => {
    const [person, state] = allowed(key);
    const [copy, other] = [await stage.stock.take(state, person), await stage.stock.take(state, person)];
    const { method, path, sent } = stage.doorOf(key);
    const withIds = (id: string) => ({ attachments: [{ id, name: 'red.png' }, { id, name: 'blue.png' }], case_allocations: [{ id, state: 'accepted' }] });
    const wrong: string[] = [];
    const notTheirs = { 'of another case': other.tables, 'of none': withIds('00000000-0000-4000-8000-00000000beef'), 'that is no id': withIds('nonsense') };
    for (const [what, tables] of Object.entries(notTheirs)) {
      judge(wrong, await knock(cast.at[person], method, path({ reference: copy.reference, tables: { ...copy.tables, ...tables } }), sent(copy)), ['404'], `${person} ${state}, one ${what}`);
    }
    expect(wrong).toEqual([]);
    stage.stock.giveBack(state, person, copy);
    stage.stock.giveBack(state, person, other);
  });

  it.each(keys.filter((key) => /(messages|questions|replies|answers)$/.test(key)))('%s: a message of another case can’t be put right', async (key) => {
    const [person, state] = allowed(key);
    const [copy, other] = [await stage.stock.take(state, person), stage.originals.answered];
    const author = person in cast.people ? cast.people[person as keyof Cast['people']].id : '';
    const { id } = other.tables.messages.find((message) => message.author_id === author)!;
    const { method, path, sent } = stage.doorOf(key);
    expect(await knock(cast.at[person], method, path(copy), { ...sent(copy), fields: { ...sent(copy).fields, corrects: id } }), `${person} ${state}`).toBe('404');
    stage.stock.giveBack(state, person, copy);
  });
});

describe('a case of two specialists', () => {
  const at = (reference: string, path = '') => `/cases/${reference}${path}`;
  const tries = async (person: PersonName, reference: string, paths: readonly string[]) => {
    const answers: Record<string, string> = {};
    for (const path of paths) {
      const { sent } = stage.doorOf(`POST /cases/:reference${path}`);
      answers[path] = await knock(cast.at[person], 'POST', at(reference, path), sent({ reference }));
    }
    return answers;
  };
  const allocated = async () => {
    const { reference } = await stage.stock.take('with-specialist', 'author');
    expect(await tries('coordinator', reference, ['/allocations'])).toEqual({ '/allocations': '+' });
    return reference;
  };

  it('lets the second read, and do the rest once it is accepted', async () => {
    const reference = await allocated();
    expect(await knock(cast.at.unasked, 'GET', at(reference))).toBe('+');
    expect(await tries('unasked', reference, ['/messages', '/questions', '/answers', '/attachments'])).toEqual({ '/messages': '403', '/questions': '403', '/answers': '403', '/attachments': '403' });
    expect(await tries('specialist', reference, ['/acceptance', '/refusal', '/messages'])).toEqual({ '/acceptance': '409', '/refusal': '409', '/messages': '+' });
    expect(await tries('unasked', reference, ['/acceptance', '/messages', '/attachments', '/answers'])).toEqual({ '/acceptance': '+', '/messages': '+', '/attachments': '+', '/answers': '+' });
    expect(await tries('specialist', reference, ['/answers'])).toEqual({ '/answers': '+' });
  });

  it('shuts it to the one who refuses, and to no other', async () => {
    const reference = await allocated();
    expect(await tries('unasked', reference, ['/refusal'])).toEqual({ '/refusal': '+' });
    expect(await knock(cast.at.unasked, 'GET', at(reference))).toBe('404');
    expect(await tries('unasked', reference, ['/acceptance', '/messages'])).toEqual({ '/acceptance': '404', '/messages': '404' });
    expect(await tries('specialist', reference, ['/answers'])).toEqual({ '/answers': '+' });
  });
});

it('shows a Medco the cases of closed projects of the mission, and of no other', async () => {
  const shut = await copyCase(stage.telecase, stage.originals.answered, { [cast.projects.bunara]: cast.projects.shut });
  for (const key of Object.keys(CASE_TABLE).filter((one) => CASE_TABLE[one] === CASE_TABLE['GET /cases/:reference'])) {
    expect(await knock(cast.at.medco, 'GET', stage.doorOf(key).path(shut)), key).toBe('+');
    expect(await knock(cast.at.medcoElsewhere, 'GET', stage.doorOf(key).path(shut)), key).toBe('404');
    expect(await knock(cast.at.author, 'GET', stage.doorOf(key).path(shut)), key).toBe('404');
  }
});

it.each(['save', 'submit-anyway'])('takes no case for a project, or of a patient, of others (%s)', async (button) => {
  const count = async () => (await stage.telecase.db.query(`select count(*)::int as count from cases where state <> 'draft' or project_id = $1`, [cast.projects.tolvia]))[0].count;
  const before = await count();
  const patient = stage.originals.closed.patientId!;
  const submit = (fields: Record<string, string>) => knock(cast.at.neighbour, 'POST', '/cases', { fields: { ...fields, do: button }, files: [] });
  expect(await submit(caseForm(cast.projects.tolvia))).toBe('422');
  if (button === 'submit-anyway') expect(await submit({ ...caseForm(cast.projects.tindra), patient })).toBe('422');
  expect(await count()).toBe(before);
});

it('tells nothing of a patient of others whom a draft names', async () => {
  const id = stage.originals.closed.patientId!;
  const [{ name }] = await stage.telecase.db.query(`select local_reference as name from patients where id = $1`, [id]);
  const { location } = await send(cast.at.neighbour, 'POST', '/cases', { fields: { ...caseForm(cast.projects.tindra), 'local-reference': '', patient: id, do: 'save' }, files: [] });
  const pages = location ? [location, location.replace(/\/edit.*/, ''), '/cases', '/to-do', '/patients', `/patients/${id}`] : [];
  for (const path of pages) expect((await send(cast.at.neighbour, 'GET', path)).text, path).not.toContain(name);
});

it('puts every refusal on the access log', async () => {
  const { reference } = stage.originals.closed;
  const last = async () => Number((await stage.telecase.db.query(`select coalesce(max(id), 0) as id from access_log`))[0].id);
  const refused: [PersonName, string, string, string][] = [
    ['stranger', 'GET', `/cases/${reference}`, '404'], ['medco', 'POST', `/cases/${reference}/closure`, '403'], ['colleague', 'GET', '/audit', '404'], ['auditor', 'GET', '/to-do', '404'],
  ];
  for (const [person, method, path, status] of refused) {
    const before = await last();
    expect(await knock(cast.at[person], method, path), path).toBe(status);
    const rows = await stage.telecase.db.query(`select account_id, case_reference, what from access_log where id > $1 and outcome = 'refused'`, [before]);
    expect(rows, path).toEqual([expect.objectContaining({ account_id: cast.people[person as keyof Cast['people']].id, case_reference: path.startsWith('/cases') ? reference : null })]);
  }
});
