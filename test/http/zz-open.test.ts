import { DiscoveryService, Reflector } from '@nestjs/core';
import { routeTable } from '#libs/authorization/route-table';
import { startApp, type TestApp } from '../support/app.js';
import { caseDoors, type Door } from './matrix/case-doors.js';
import { caseForm, tellTheCase } from './matrix/case-fixtures.js';
import { copyCase, type CaseRows } from './matrix/case-copies.js';
import { CASE_TABLE, rightAnswers, STATES, type State } from './matrix/case-table.js';
import { CopiesInStock } from './matrix/copies-in-stock.js';
import { knock, send, signedOutAnswers } from './matrix/knock.js';
import { keepSessions, pageDoors, type PageDoor } from './matrix/page-doors.js';
import { PAGE_TABLE, rightPageAnswers } from './matrix/page-table.js';
import { EVERYONE, isSignedIn, makeCast, type Cast, type PersonName } from './matrix/people.js';

let telecase: TestApp;
let cast: Cast;
let stock: CopiesInStock;
let doorOf: (key: string) => Door;
let pages: Record<string, PageDoor>;
let originals: Record<State, CaseRows>;
let putSessionsBack: () => Promise<void>;

beforeAll(async () => {
  telecase = await startApp();
  cast = await makeCast(telecase);
  originals = await tellTheCase(telecase, cast);
  stock = new CopiesInStock(telecase, cast, originals);
  doorOf = await caseDoors(cast);
  pages = pageDoors(telecase, cast, originals.closed.patientId!);
  putSessionsBack = await keepSessions(telecase);
});
afterAll(async () => {
  await telecase.settled();
  await telecase.stop();
});

/** A GET is asked for as HEAD too, of cases in one state: it must say the same. */
const methodsOf = (method: string, state: State = 'closed'): string[] => (method === 'GET' && state === 'closed' ? ['GET', 'HEAD'] : [method]);
/** What takes a second to make is made for everybody in one state, and in every state for one person; it is refused as often as anything else. */
const isSpared = (key: string, method: string, person: PersonName, state: State) => key.endsWith('.pdf') && (method === 'HEAD' || (person !== 'author' && state !== 'closed'));
const judge = (wrong: string[], answer: string, right: readonly string[], what: string) => {
  if (!right.includes(answer)) wrong.push(`${what}: expected ${right.join(' or ')}, got ${answer}`);
};
const rightFor = (person: PersonName, method: string, signedIn: () => readonly string[]) => (isSignedIn(person) ? signedIn() : signedOutAnswers(method));

it('has a row for every route, and no row without its route', () => {
  const served = routeTable(telecase.app.get(DiscoveryService), telecase.app.get(Reflector)).map(({ method, path }) => `${method} ${path}`);
  const described = [...Object.keys(CASE_TABLE), ...Object.keys(PAGE_TABLE)].map((key) => key.replace(/ \(.*\)$/, ''));
  expect([...new Set(described)].toSorted()).toEqual([...new Set(served)].toSorted());
});

describe.each(Object.entries(CASE_TABLE))('%s', (key, grid) => {
  it('answers everybody as the table says, in every state', async () => {
    const { method: verb, path, sent } = doorOf(key);
    const wrong: string[] = [];
    const tryIn = async (state: State, person: PersonName) => {
      const right = rightFor(person, verb, () => rightAnswers(grid, person, state));
      for (const method of right.length > 0 ? methodsOf(verb, state) : []) {
        if (right.includes('+') && isSpared(key, method, person, state)) continue;
        const copy = await stock.take(state, person);
        const answer = await knock(cast.at[person], method, path(copy), sent(), isSignedIn(person));
        if (right.length > 1) console.log("OPEN", key, person, state, right.join("/"), "->", answer);
        judge(wrong, answer, right, `${method} ${person} ${state}`);
        if (method !== 'POST' || answer !== '+') stock.giveBack(state, person, copy);
        else if (await stock.isUntouched(copy)) wrong.push(`${method} ${person} ${state}: said that it was done, and nothing was`);
      }
    };
    await Promise.all(STATES.map(async (state) => {
      for (const person of EVERYONE) await tryIn(state, person);
    }));
    expect(wrong).toEqual([]);
  });
});

describe.each(Object.entries(PAGE_TABLE))('%s', (key, row) => {
  it('answers everybody as the table says', async () => {
    const [verb = '', address = ''] = key.split(' ');
    const { path = async () => address, sent = () => ({}), endsSession = false } = pages[key] ?? {};
    const wrong: string[] = [];
    await telecase.db.query(`delete from rate_limits`);
    await Promise.all(EVERYONE.map(async (person) => {
      const right = row.may === 'everyone' ? ['+'] : rightFor(person, verb, () => rightPageAnswers(row, person));
      const visitor = endsSession ? await cast.another(person) : cast.at[person];
      for (const method of methodsOf(verb)) judge(wrong, await knock(visitor, method, await path(person), sent(person), isSignedIn(person)), right, `${method} ${person}`);
    }));
    if (endsSession) await putSessionsBack();
    expect(wrong).toEqual([]);
  });
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
  const plain = (text: string, reference: string) => text.replaceAll(reference, '').replaceAll(/name="_csrf" value="[^"]+"|\b[0-9A-F]{12}\b/g, '');

  it.each(keys)('%s: a case that does not exist is 404 for every role', async (key) => {
    const { method, path, sent } = doorOf(key);
    const answers = ONE_OF_EACH.map((person) => knock(cast.at[person], method, path({ ...originals.answered, reference: 'BUN-2026-9999' }), sent()));
    expect(await Promise.all(answers)).toEqual(ONE_OF_EACH.map(() => '404'));
    expect(await knock(cast.at.author, method, path({ ...originals.answered, reference: 'nonsense' }), sent())).toBe('404');
  });

  it.each(keys)('%s: a case that one may not see is answered as one that does not exist', async (key) => {
    const { method, path, sent } = doorOf(key);
    const { reference } = originals.closed;
    const form = sent();
    const [unseen, none] = await Promise.all([reference, 'BUN-2026-9999'].map((one) => send(cast.at.stranger, method, path({ ...originals.answered, reference: one }), form)));
    expect(unseen!.status).toBe(404);
    expect(plain(unseen!.text, reference)).toBe(plain(none!.text, 'BUN-2026-9999'));
  });

  it.each(keys.filter((key) => /:(id|allocation)\b/.test(key)))('%s: what belongs to another case, or to none, is 404', async (key) => {
    const [person, state] = allowed(key);
    const [copy, other] = [await stock.take(state, person), await stock.take(state, person)];
    const { method, path, sent } = doorOf(key);
    const withIds = (id: string) => ({ attachments: [{ id, name: 'red.png' }, { id, name: 'blue.png' }], case_allocations: [{ id, state: 'accepted' }] });
    const wrong: string[] = [];
    const notTheirs = { 'of another case': other.tables, 'of none': withIds('00000000-0000-4000-8000-00000000beef'), 'that is no id': withIds('nonsense') };
    for (const [what, tables] of Object.entries(notTheirs)) {
      judge(wrong, await knock(cast.at[person], method, path({ reference: copy.reference, tables: { ...copy.tables, ...tables } }), sent()), ['404'], `${person} ${state}, one ${what}`);
    }
    expect(wrong).toEqual([]);
    stock.giveBack(state, person, copy);
    stock.giveBack(state, person, other);
  });

  it.each(keys.filter((key) => /(messages|questions|replies|answers)$/.test(key)))('%s: a message of another case can’t be put right', async (key) => {
    const [person, state] = allowed(key);
    const [copy, other] = [await stock.take(state, person), originals.answered];
    const author = person in cast.people ? cast.people[person as keyof Cast['people']].id : '';
    const { id } = other.tables.messages.find((message) => message.author_id === author)!;
    const { method, path, sent } = doorOf(key);
    expect(await knock(cast.at[person], method, path(copy), { ...sent(), fields: { ...sent().fields, corrects: id } }), `${person} ${state}`).toBe('404');
    stock.giveBack(state, person, copy);
  });
});

describe('a case of two specialists', () => {
  const at = (reference: string, path = '') => `/cases/${reference}${path}`;
  const tries = async (person: PersonName, reference: string, paths: readonly string[]) => {
    const answers: Record<string, string> = {};
    for (const path of paths) {
      const { sent } = doorOf(`POST /cases/:reference${path}`);
      answers[path] = await knock(cast.at[person], 'POST', at(reference, path), sent());
    }
    return answers;
  };
  const allocated = async () => {
    const { reference } = await stock.take('with-specialist', 'author');
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
  const shut = await copyCase(telecase, originals.answered, { [cast.projects.bunara]: cast.projects.shut });
  for (const key of Object.keys(CASE_TABLE).filter((one) => CASE_TABLE[one] === CASE_TABLE['GET /cases/:reference'])) {
    expect(await knock(cast.at.medco, 'GET', doorOf(key).path(shut)), key).toBe('+');
    expect(await knock(cast.at.medcoElsewhere, 'GET', doorOf(key).path(shut)), key).toBe('404');
    expect(await knock(cast.at.author, 'GET', doorOf(key).path(shut)), key).toBe('404');
  }
});

it.each(['save', 'submit-anyway'])('takes no case for a project, or of a patient, of others (%s)', async (button) => {
  const count = async () => (await telecase.db.query(`select count(*)::int as count from cases where state <> 'draft' or project_id = $1`, [cast.projects.tolvia]))[0].count;
  const before = await count();
  const patient = originals.closed.patientId!;
  const submit = (fields: Record<string, string>) => knock(cast.at.neighbour, 'POST', '/cases', { fields: { ...fields, do: button }, files: [] });
  expect(await submit(caseForm(cast.projects.tolvia))).toBe('422');
  if (button === 'submit-anyway') expect(await submit({ ...caseForm(cast.projects.tindra), patient })).toBe('422');
  expect(await count()).toBe(before);
});

it('tells nothing of a patient of others whom a draft names', async () => {
  const id = originals.closed.patientId!;
  const [{ name }] = await telecase.db.query(`select local_reference as name from patients where id = $1`, [id]);
  const { location } = await send(cast.at.neighbour, 'POST', '/cases', { fields: { ...caseForm(cast.projects.tindra), 'local-reference': '', patient: id, do: 'save' }, files: [] });
  const pages = location ? [location, location.replace(/\/edit.*/, ''), '/cases', '/to-do', '/patients', `/patients/${id}`] : [];
  for (const path of pages) expect((await send(cast.at.neighbour, 'GET', path)).text, path).not.toContain(name);
});

it('puts every refusal on the access log', async () => {
  const { reference } = originals.closed;
  const last = async () => Number((await telecase.db.query(`select coalesce(max(id), 0) as id from access_log`))[0].id);
  const refused: [PersonName, string, string, string][] = [
    ['stranger', 'GET', `/cases/${reference}`, '404'], ['medco', 'POST', `/cases/${reference}/closure`, '403'], ['colleague', 'GET', '/audit', '404'], ['auditor', 'GET', '/to-do', '404'],
  ];
  for (const [person, method, path, status] of refused) {
    const before = await last();
    expect(await knock(cast.at[person], method, path), path).toBe(status);
    const rows = await telecase.db.query(`select account_id, case_reference, what from access_log where id > $1 and outcome = 'refused'`, [before]);
    expect(rows, path).toEqual([expect.objectContaining({ account_id: cast.people[person as keyof Cast['people']].id, case_reference: path.startsWith('/cases') ? reference : null })]);
  }
});

it('changes nothing where it says no', async () => {
  expect(await stock.changed()).toEqual([]);
});
