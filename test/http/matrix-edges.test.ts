import { copyCase } from './matrix/case-copies.js';
import { caseForm } from './matrix/case-fixtures.js';
import { CASE_TABLE } from './matrix/case-table.js';
import { knock, send, type Sent } from './matrix/knock.js';
import { keepSessions, pageDoors, type PageDoor } from './matrix/page-doors.js';
import { PAGE_TABLE, rightPageAnswers } from './matrix/page-table.js';
import { type Cast, type PersonName } from './matrix/people.js';
import { tryOtherMethods, tryOtherWays, tryUninvited, uninvited } from './matrix/odd-requests.js';
import { setStage, type Stage } from './matrix/stage.js';
import { tryForeignIds, tryForeignMessages, WITH_IDS, WRITING } from './matrix/try-foreign-ids.js';
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

/** The page without what differs from request to request. */
const plain = (text: string, reference: string) => text.replaceAll(reference, '').replaceAll(/(?:name="_csrf" value|data-csrf)="[^"]+"|\b[0-9A-F]{12}\b/g, '');

describe('what is not there', () => {
  const ONE_OF_EACH: PersonName[] = ['author', 'medco', 'specialist', 'coordinator', 'administrator', 'auditor'];
  const keys = Object.keys(CASE_TABLE);
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

  it.each(WITH_IDS)('%s: what belongs to another case, or to none, is 404', async (key) => {
    expect(await tryForeignIds(stage, key)).toEqual([]);
  });

  it.each(WRITING)('%s: a message of another case, or of somebody else, can’t be put right', async (key) => {
    expect(await tryForeignMessages(stage, key)).toEqual([]);
  });
});

describe('a request that no page of ours makes', () => {
  const changing = Object.keys(CASE_TABLE).filter((key) => key.startsWith('POST /cases'));
  const rights = async () => JSON.stringify(await stage.telecase.db.query(`select account_id::text, role as what from account_roles union all select account_id::text, project_id::text from memberships where ended_at is null union all select account_id::text, mission_id::text from mission_coordinators order by 1, 2`));

  it('is refused by another way of writing its address, too', async () => {
    const copy = await stage.stock.take('answered', 'author');
    const wrong: string[] = [];
    for (const key of Object.keys(CASE_TABLE)) for (const way of await tryOtherWays(stage, key, copy)) wrong.push(`${key}, ${way}`);
    expect(wrong).toEqual([]);
    expect(await stage.stock.isUntouched(copy)).toBe(true);
  }, 120_000);

  it.each(changing)('%s: changes nothing by another method, nor by saying that it is one', async (key) => {
    expect(await tryOtherMethods(stage, key)).toEqual([]);
  });

  it.each(changing)('%s: takes no notice of fields that nobody asked for', async (key) => {
    const before = await rights();
    expect(await tryUninvited(stage, key)).toEqual([]);
    expect(await rights()).toBe(before);
  });

  it('gives nobody rights, nor a case to others, whatever else a form says', async () => {
    const ofOthers = async () => (await stage.telecase.db.query(`select count(*)::int from cases where author_id = $1 or project_id = $2`, [cast.people.stranger.id, cast.projects.tolvia]))[0].count;
    const [before, casesBefore] = [await rights(), await ofOthers()];
    const more = uninvited({ case: stage.originals.closed.id, account: cast.people.stranger.id, project: cast.projects.tolvia });
    for (const key of Object.keys(PAGE_TABLE).filter((one) => one.startsWith('POST ') && PAGE_TABLE[one]!.may !== 'everyone' && rightPageAnswers(PAGE_TABLE[one]!, 'author').includes('+'))) {
      const { path = async () => key.split(' ')[1]!, sent = () => ({}), endsSession = false } = pages[key] ?? {};
      const form: Sent = sent('author');
      await send(endsSession ? cast.twin('author') : cast.at.author, 'POST', await path('author'), { ...form, fields: { ...more, ...form.fields } });
      if (endsSession) await putSessionsBack();
    }
    expect(await ofOthers()).toBe(casesBefore);
    expect(await rights()).toBe(before);
  }, 60_000);

  it.each(['', '/closure', '/attachments'])('OPTIONS of /cases/…%s says the same of a case that one may not see as of one that is none', async (path) => {
    for (const person of ['stranger', 'visitor'] as const) {
      const [unseen, none] = await Promise.all([stage.originals.closed.reference, 'BUN-2026-9999'].map((reference) => send(cast.at[person], 'OPTIONS', `/cases/${reference}${path}`)));
      expect([unseen!.status, plain(unseen!.text, stage.originals.closed.reference)]).toEqual([none!.status, plain(none!.text, 'BUN-2026-9999')]);
    }
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
