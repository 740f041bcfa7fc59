import { rawRequest } from '../../support/raw-http.js';
import { rightAnswers } from './case-answers.js';
import { readCase, type CaseRows } from './case-copies.js';
import { CASE_TABLE } from './case-table.js';
import { send, type Sent } from './knock.js';
import { EVERYONE, isSignedIn, type Cast, type PersonName } from './people.js';
import type { Stage } from './stage.js';
import { somebodyAllowed } from './try-foreign-ids.js';

/** The same address, written as a server that is not careful might still take it. */
const WAYS: Readonly<Record<string, (path: string) => string>> = {
  'with a slash behind it': (path) => `${path}/`,
  'with two slashes': (path) => path.replace('/', '//'),
  'in capitals': (path) => path.toUpperCase(),
  'in small letters': (path) => path.toLowerCase(),
  'with an encoded letter': (path) => path.replace('a', '%61'),
  'with an encoded slash': (path) => path.replace(/(?<=.)\//, '%2F'),
  'by a way round': (path) => path.replace('/cases/', '/cases/x/../'),
  'with another ending': (path) => `${path}.json`,
  'with a nothing behind it': (path) => `${path}%00`,
};

/** Tries a refused address in other ways: each row in three of them. @returns ways that led in, or showed the case */
export async function tryOtherWays({ telecase, cast, doorOf }: Stage, key: string, copy: CaseRows): Promise<string[]> {
  const row = Object.keys(CASE_TABLE).indexOf(key);
  const ways = Object.entries(WAYS).filter((_, at) => (row + at) % 3 === 0);
  const { method, path, sent } = doorOf(key);
  const refused = ['404', '403'].flatMap((no) => EVERYONE.find((person) => isSignedIn(person) && rightAnswers(CASE_TABLE[key]!, person, 'answered').join() === no) ?? []);
  const title = String(copy.tables.cases[0]!.title);
  const wrong: string[] = [];
  await Promise.all([...refused, 'visitor' as const].flatMap((person: PersonName) => ways.map(async ([way, otherwise]) => {
    const visitor = cast.at[person];
    const address = otherwise(path(copy));
    // As it stands: the platform's own client would tidy it up first.
    const { status, text } = method === 'GET'
      ? await rawRequest(telecase.url, address, { headers: { cookie: visitor.cookie } }).then((raw) => ({ status: raw.status, text: raw.bytes.toString() }))
      : await send(visitor, method, address, sent(copy), isSignedIn(person));
    if (status < 300 || status >= 500) wrong.push(`${person} ${way}: ${status}`);
    if (method === 'GET' && rightAnswers(CASE_TABLE['GET /cases/:reference']!, person, 'answered')[0] === '404' && text.includes(title)) wrong.push(`${person} ${way}: shows the case`);
  })));
  return wrong;
}

/** Somebody who may asks for a change by another method than its own. @returns what was changed all the same */
export async function tryOtherMethods({ telecase: { db }, cast, stock, doorOf }: Stage, key: string): Promise<string[]> {
  const [person, state] = somebodyAllowed(key);
  const copy = await stock.take(state, person);
  const { path, sent } = doorOf(key);
  const csrf = await cast.at[person].csrf();
  const tries: [string, string, RequestInit][] = [
    ['GET', '', { headers: { 'x-http-method-override': 'POST', 'x-method-override': 'POST', 'x-csrf-token': csrf } }],
    ['GET', `?_method=POST&_csrf=${csrf}&${new URLSearchParams(sent(copy).fields)}`, {}],
    ...['PUT', 'PATCH', 'DELETE'].map((method): [string, string, RequestInit] => [method, '', { headers: { 'x-csrf-token': csrf }, body: new URLSearchParams({ ...sent(copy).fields, _csrf: csrf }) }]),
    ['POST', '', { headers: { 'x-http-method-override': 'GET' }, body: new URLSearchParams({ ...sent(copy).fields, _method: 'GET' }) }], // and no token
  ];
  for (const [method, query, init] of tries) await cast.at[person].send(path(copy) + query, { method, ...init });
  const isSame = JSON.stringify(await readCase(db, copy.reference)) === JSON.stringify(copy);
  if (isSame) stock.giveBack(state, person, copy);
  return isSame ? [] : [`${person} ${state}`];
}

/** What nobody may say of themselves, or of a case, by a form that does not ask for it. */
export const uninvited = (ids: { readonly case: string; readonly account: string; readonly project: string }): Record<string, string> => ({
  role: 'administrator', roles: 'administrator', 'roles[]': 'administrator', isAdmin: 'true', authorRole: 'coordinator', author_role: 'coordinator', state: 'closed', isUrgent: 'true', closedAt: '2026-01-01',
  id: ids.case, caseId: ids.case, case_id: ids.case, authorId: ids.account, author_id: ids.account, uploadedBy: ids.account, accountId: ids.account, actorId: ids.account, specialistId: ids.account,
  projectId: ids.project, project_id: ids.project, missionId: ids.project, 'actor[roles][]': 'administrator', 'case[state]': 'closed', 'kase.state': 'closed', '__proto__[roles]': 'administrator', 'constructor[prototype][state]': 'closed',
});

/** A form that may bring files is refused as soon as a name is nested. */
const withoutNested = (fields: Record<string, string>, { files }: Sent) => (files ? Object.fromEntries(Object.entries(fields).filter(([name]) => !name.includes('['))) : fields);

/** A case as far as two that went the same way are alike: who and where stay, and what each has of its own goes. */
function shape({ people, projects }: Cast, rows: CaseRows | undefined): string {
  const kept = new Set([...Object.values(people).map(({ id }) => id), ...Object.values(projects)]);
  const text = JSON.stringify(rows ?? null).replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => (kept.has(id) ? id : 'ID'))
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+00:00)/g, 'NOW').replaceAll(/[A-Z]{3}-2026-\d+/g, 'REFERENCE').replaceAll(/"(storage_key|local-reference)":"[^"]*"/g, '"$1":"KEY"');
  const inOrder = (_: string, value: unknown) => (Array.isArray(value) ? value.map((one) => JSON.stringify(one)).toSorted() : value);
  return JSON.stringify(JSON.parse(text), inOrder);
}

/** Somebody who may sends a form, and once more on a copy of the case with fields that nobody asked for. @returns the difference that they made */
export async function tryUninvited({ telecase, cast, stock, doorOf, originals }: Stage, key: string): Promise<string[]> {
  const [person, state] = somebodyAllowed(key);
  const { method, path, sent } = doorOf(key);
  const more = uninvited({ case: originals.closed.id, account: cast.people.stranger.id, project: cast.projects.tolvia });
  const results: string[] = [];
  for (const fields of [{}, more]) { // what the form itself asks for stays as it is
    const copy = await stock.take(state, person);
    const form = sent(copy);
    const { status } = await send(cast.at[person], method, path(copy), form.headers ? form : { ...form, fields: { ...withoutNested(fields, form), ...form.fields } });
    results.push(`${status} ${shape(cast, await readCase(telecase.db, copy.reference))}`);
  }
  return results[0] === results[1] ? [] : [`${person} ${state}: ${results.join('\n')}`];
}
