import { randomUUID } from 'node:crypto';
import type { Language } from '#config/languages';
import { Dictionary } from '#libs/i18n/words';
import { startApp, type TestApp } from '../support/app.js';
import { caseStory, type CaseStory } from '../support/case-story.js';
import { expectDecent } from '../support/decent.js';
import { formsOn, plain, untouched } from '../support/forms.js';
import type { Answer, Visitor } from '../support/visitor.js';

let telecase: TestApp;
let story: CaseStory;
let nurse: Visitor;
let french: Visitor;

beforeAll(async () => {
  telecase = await startApp();
  story = await caseStory(telecase);
  nurse = await story.signedIn(story.people.nurse);
  french = await story.signedIn(await story.frenchNurse());
});
afterAll(() => telecase.stop());

const words = (language: Language, key: string) => telecase.app.get(Dictionary).in(language)(key);
const count = async (sql: string, ...values: unknown[]): Promise<number> => Number((await telecase.db.query(`select count(*) from ${sql}`, values))[0].count);
/** Presses the button of the form that a page brought back. */
const pressAgain = async (visitor: Visitor, page: string): Promise<Answer> => {
  const form = formsOn(page)[0]!;
  return visitor.post(form.actions[0]!, untouched(form));
};

describe('forms that are not what they seem', () => {
  it('asks to send a form of another session once more, with everything that was typed', async () => {
    const stolen = await french.csrf();
    for (const _csrf of ['', 'x', stolen, 'x'.repeat(86)]) {
      const reference = await story.posted(nurse);
      const typed = { 'carried-out': 'all', condition: 'better', changed: 'Yes & <no>\nand again', remark: '« enfin »', _csrf };
      const asked = await nurse.post(`/cases/${reference}/closure`, typed);
      expect(asked.status).toBe(409);
      expectDecent(asked);
      expect(await story.stateOf(reference)).toBe('awaiting-allocation');
      expect((await pressAgain(nurse, asked.text)).status).toBe(303);
      expect(await telecase.db.query(`select state, closing ->> 'changed' as changed, closing ->> 'remark' as remark from cases where reference = $1`, [reference])).toEqual([{ state: 'closed', changed: 'Yes & <no>\nand again', remark: '« enfin »' }]);
    }
  });

  it('does the same for a form that brings files, which it says it could not keep', async () => {
    const reference = await story.posted(french);
    const asked = await french.postFiles(`/cases/${reference}/messages`, { body: 'Écrit en vain ?', language: 'fr', _csrf: 'old' }, [{ name: 'a.txt', bytes: Buffer.from('text') }]);
    expect(asked.status).toBe(409);
    expectDecent(asked, { language: 'fr' });
    expect(plain(asked.text)).toContain(words('fr', 'ui:send-again.files'));
    expect((await pressAgain(french, asked.text)).status).toBe(303);
    expect((await french.get(`/cases/${reference}/discussion`)).text).toContain('Écrit en vain ?');
  });

  it.each([
    [{ origin: 'https://elsewhere.example' }], [{ origin: 'null' }], [{ 'sec-fetch-site': 'cross-site' }], [{ 'sec-fetch-site': 'same-site' }], [{ 'sec-fetch-site': 'cross-site', origin: 'http://localhost' }],
  ])('refuses what the page of another site sends: %j', async (headers) => {
    for (const [visitor, language] of [[nurse, 'en'], [french, 'fr']] as const) {
      const before = await count('cases');
      const answer = await visitor.post('/cases', { project: story.project, title: 'From elsewhere', do: 'save' }, headers as Record<string, string>);
      expect(answer.status).toBe(403);
      expectDecent(answer, { language });
      expect(plain(answer.text)).toContain(words(language, 'ui:errors.from-elsewhere'));
      expect(answer.text).not.toContain('From elsewhere');
      expect(await count('cases')).toBe(before);
    }
  });

  it('does a form that is sent twice, or five times at once, once', async () => {
    const reference = await story.posted(nurse);
    const desk = await story.signedIn(story.people.coordinator);
    const away = await story.signedIn(story.people.dermatologist);
    const forms: [Visitor, string, Record<string, string>, string][] = [
      [nurse, '/cases', { project: story.project, title: 'Only once', do: 'save' }, `cases where title = 'Only once'`],
      [nurse, `/cases/${reference}/messages`, { body: 'Said once', language: 'en' }, `messages where body = 'Said once'`],
      [desk, `/cases/${reference}/allocations`, { specialty: 'dermatology', specialist: story.people.dermatologist.id }, 'case_allocations a join cases c on c.id = a.case_id where c.reference = $1'],
      [away, '/profile/absences', { first: '2099-03-01', last: '2099-03-02' }, `absences where last_day = '2099-03-02'`],
    ];
    for (const [visitor, path, fields, rows] of forms) {
      const once = { ...fields, _once: randomUUID() };
      const together = await Promise.all(Array.from({ length: 5 }, () => visitor.post(path, once)));
      const later = await visitor.post(path, once);
      expect(new Set([...together, later].map(({ status, location }) => `${status} ${location}`)).size, path).toBe(1);
      expect(later.status).toBe(303);
      expect(await count(rows, ...(rows.includes('$1') ? [reference] : [])), path).toBe(1);
    }
  });

  it('leads where it led before, when what it did has taken the case out of one’s sight', async () => {
    const { dermatologist, colleague, coordinator } = story.people;
    const desk = await story.signedIn(coordinator);
    const draft = async () => (await nurse.postFiles('/cases', { project: story.project, title: 'Mine alone', do: 'save' })).location!.split('/')[2]!;
    const asked = await story.posted(nurse);
    await story.allocate(asked, dermatologist, 'dermatology');
    const forms: [Visitor, string, Record<string, string>][] = [
      [await story.signedIn(dermatologist), `/cases/${asked}/refusal`, { reason: 'On leave' }],
      [nurse, `/cases/${await story.posted(nurse)}/posted-in-error`, { reason: 'Wrong patient' }],
      [nurse, `/cases/${await draft()}/deletion`, {}],
      [nurse, `/cases/${await draft()}/handover`, { to: colleague.id }],
    ];
    const refusals = () => count(`access_log where action = 'request.refused'`);
    for (const [visitor, path, fields] of forms) {
      const once = { ...fields, _once: randomUUID() };
      const first = await visitor.post(path, once);
      expect(first.status, first.text).toBe(303);
      const before = await refusals();
      expect(await visitor.post(path, once), path).toMatchObject({ status: 303, location: first.location });
      expect(await refusals()).toBe(before);
      const page = await visitor.get(first.location!);
      expect(page.status, first.location!).toBe(200);
      if (path.endsWith('refusal')) expect(page.text).toContain(`Le cas ${asked} est refusé.`);
      expect((await visitor.post(path, { ...once, _once: randomUUID() })).status).toBe(404);
      expect((await desk.post(path, once)).status, path).not.toBe(303);
    }
  });

  it('gives one of two who do the same at the same moment what they asked for, and the other their words back', async () => {
    const reference = await story.posted(nurse);
    const send = (visitor: Visitor, changed: string) => visitor.post(`/cases/${reference}/closure`, { 'carried-out': 'all', condition: 'better', changed, _once: randomUUID() });
    const answers = await Promise.all([send(nurse, 'My own words'), send(french, 'Mes propres mots')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    const late = answers.findIndex(({ status }) => status === 409);
    expectDecent(answers[late]!, { language: ['en', 'fr'][late] });
    expect(plain(answers[late]!.text)).toContain(['My own words', 'Mes propres mots'][late]);
  });

  it('keeps what was typed into a draft that another tab has saved meanwhile, and saves it when sent again', async () => {
    const { location } = await french.postFiles('/cases', { project: story.project, title: 'Premier', do: 'save' });
    const reference = location!.split('/')[2]!;
    const versionOf = (html: string) => formsOn(html)[0]!.fields.find(({ name }) => name === 'version')!.values[0]!;
    const version = versionOf((await french.get(`/cases/${reference}/edit`)).text);
    expect((await french.postFiles(`/cases/${reference}`, { project: story.project, title: 'Deuxième', version, do: 'save' })).status).toBe(303);
    const late = await french.postFiles(`/cases/${reference}`, { project: story.project, title: 'Troisième', history: 'Longue <histoire>', version, do: 'save' });
    expect(late.status).toBe(409);
    expectDecent(late, { language: 'fr' });
    expect(plain(late.text)).toContain('Longue <histoire>');
    expect(late.text).toContain('value="Troisième"');
    expect(late.text).toContain('Deuxième');
    expect((await french.postFiles(`/cases/${reference}`, { project: story.project, title: 'Troisième', history: 'Longue <histoire>', version: versionOf(late.text), do: 'save' })).status).toBe(303);
    expect(await count(`cases where reference = $1 and title = 'Troisième' and form ->> 'history' = 'Longue <histoire>'`, reference)).toBe(1);
  });

  it('knows nothing of what belongs to another case, project or person', async () => {
    const mine = await story.posted(nurse);
    const stranger = await story.signedIn(story.people.stranger);
    const theirs = await story.posted(stranger, { project: (await telecase.db.query(`select id from projects where code = 'TOL'`))[0].id });
    await stranger.postFiles(`/cases/${theirs}/attachments`, {}, [{ name: 'list.csv', bytes: Buffer.from('a,b\n') }]);
    await stranger.postFiles(`/cases/${theirs}/messages`, { body: 'Theirs', language: 'en' });
    await story.allocate(theirs, story.people.dermatologist, 'dermatology');
    const idOf = async (table: string) => (await telecase.db.query(`select t.id from ${table} t join cases c on c.id = t.case_id where c.reference = $1`, [theirs]))[0].id as string;
    const [file, message, allocation] = [await idOf('attachments'), await idOf('messages'), await idOf('case_allocations')];
    const [{ patient_id: patient }] = await telecase.db.query(`select patient_id from cases where reference = $1`, [theirs]);
    const desk = await story.signedIn(story.people.coordinator);

    for (const path of [`/attachments/${file}`, `/attachments/${file}/file`, `/attachments/${file}/preview/160`, `/images/${file}`]) expect((await nurse.get(`/cases/${mine}${path}`)).status, path).toBe(404);
    for (const path of [`/attachments/${file}`, `/attachments/${file}/removal`]) expect([403, 404, 409], path).toContain((await nurse.post(`/cases/${mine}${path}`, { name: 'Mine now' })).status);
    expect((await nurse.get(`/patients/${patient}`)).status).toBe(404);
    expect([404, 409]).toContain((await desk.post(`/cases/${mine}/allocations/${allocation}/withdrawal`)).status);
    expect([403, 404, 409, 422]).toContain((await nurse.postFiles(`/cases/${mine}/messages`, { body: 'Put right', language: 'en', corrects: message })).status);
    const { location } = await nurse.postFiles('/cases', { project: story.project, patient, title: 'With their patient', do: 'save' });
    expect(await count(`cases where reference = $1 and patient_id is not null`, location!.split('/')[2])).toBe(0);
    expect((await nurse.postFiles('/cases', { project: (await telecase.db.query(`select id from projects where code = 'TOL'`))[0].id, title: 'In their project', do: 'save' })).status).toBe(422);
    expect([await count(`attachments where id = $1 and name = 'list.csv'`, file), await count(`case_allocations where id = $1 and state = 'allocated'`, allocation)]).toEqual([1, 1]);
  });
});
