import { startApp, type TestApp } from '../support/app.js';
import { caseStory, type CaseStory } from '../support/case-story.js';
import type { Visitor } from '../support/visitor.js';

/** CASES as people look through it: by words, by filters that the address keeps, page after page. */

let telecase: TestApp;
let story: CaseStory;
let nurse: Visitor;
let dermatologist: Visitor;

beforeAll(async () => {
  telecase = await startApp();
  story = await caseStory(telecase);
  nurse = await story.signedIn(story.people.nurse);
  dermatologist = await story.signedIn(story.people.dermatologist);
});
afterAll(() => telecase.stop());

const CASE = /href="\/cases\/([A-Z]+-\d{4}-\d+)/g;
async function found(visitor: Visitor, query: Record<string, string>): Promise<string[]> {
  const { status, text } = await visitor.get(`/cases?${new URLSearchParams(query)}`, { 'accept-encoding': 'identity' });
  expect(status).toBe(200);
  return [...new Set([...text.matchAll(CASE)].map(([, reference]) => reference!))];
}
/** A page with its links as the browser follows them. */
const page = async (path: string) => (await nurse.get(path, { 'accept-encoding': 'identity' })).text.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
const projectId = async () => (await telecase.db.query(`select id from projects where code = 'BUN'`))[0].id as string;
const draft = async (form: Record<string, string>) => (await nurse.postFiles('/cases', { project: await projectId(), do: 'save', ...form })).location!.split('/')[2]!;

it('finds a case by any words of it, by their beginnings and without accents', async () => {
  const reference = await draft({ title: 'Éruption du nourrisson', history: 'Vésicules depuis trois jours.', question: '¿Qué hacer? طِفْلٌ مُصابٌ بالحُمّى', 'local-reference': 'OPD-77/x' });
  for (const q of ['eruption', 'ERUPT nourr', 'vesicule jours', 'que hacer', 'مصاب بال', 'opd-77', 'OPD-77/X', '77/x', reference, reference.toLowerCase(), reference.slice(-4)]) {
    expect(await found(nurse, { q }), q).toEqual([reference]);
  }
  for (const q of ['eruption adulte', 'ruption', 'حمي', `' | :* !`]) expect(await found(nurse, { q }), q).toEqual([]);
  expect(await found(dermatologist, { q: 'eruption' })).toEqual([]);
});

it('finds a patient by their reference, with or without the hyphen', async () => {
  const reference = await draft({ 'local-reference': 'HCW 4 711' });
  for (const q of ['HCW 4 711', 'hcw-4-711', 'hcw-4-7', '4-711']) expect(await found(nurse, { q }), q).toEqual([reference]);
  expect(await found(nurse, { q: 'hcw-711' })).toEqual([]);
});

it('finds what a draft says now, and no longer what it said before', async () => {
  const reference = await draft({ title: 'Quinsy', question: 'Drain?' });
  expect(await found(nurse, { q: 'quinsy drain' })).toEqual([reference]);
  await nurse.postFiles(`/cases/${reference}`, { project: await projectId(), do: 'save', title: 'Mumps', question: 'Drain?' });
  expect(await found(nurse, { q: 'mumps drain' })).toEqual([reference]);
  expect(await found(nurse, { q: 'quinsy' })).toEqual([]);
});

it('finds what was said in a discussion, answers too, for whoever may see the case', async () => {
  const reference = await story.accepted();
  await nurse.postFiles(`/cases/${reference}/messages`, { body: 'She lives beside the tannery.', language: 'en' });
  await dermatologist.postFiles(`/cases/${reference}/answers`, { impression: 'Chromoblastomycosis', advice: 'Itraconazole for six months', watch: 'Jaundice', report: 'In four weeks', language: 'en' });
  for (const q of ['tanner', 'chromoblast', 'itracon', 'jaundice weeks']) for (const visitor of [nurse, dermatologist]) expect(await found(visitor, { q }), q).toEqual([reference]);
});

it('keeps the filter in the address, over the pages too, and shows each case once', async () => {
  const [{ id: patient }] = await telecase.db.query(`select id from patients limit 1`);
  await telecase.db.query(
    `insert into cases (id, reference, project_id, author_id, patient_id, state, state_since, last_activity_at, kind, title, specialty, is_urgent, language, form, section_versions, version, submitted_at)
     select gen_random_uuid(), 'BUN-2024-' || to_char(n, 'FM0000'), $1, $2, $3, 'answered', at, at, 'training', 'Old', 'dermatology', false, 'en', '{}', '{}', 1, at
     from generate_series(1, 120) n, lateral (select timestamptz '2024-01-01' + n / 3 * interval '1 hour') times (at)`, [await projectId(), story.people.nurse.id, patient]);
  for (const sort of ['activity', 'posted', 'waiting']) {
    const all: string[] = [];
    let path = `/cases?kind=training&state=answered&sort=${sort}`;
    for (let at = 0; at < 3; at += 1) {
      const text = await page(path);
      expect(text).toContain('Cases found <span>120</span>');
      expect(text).toContain('<option value="training" selected>');
      all.push(...new Set([...text.matchAll(CASE)].map(([, reference]) => reference!)));
      path = /href="(\/cases\?[^"]*after=[^"]*)"/.exec(text)?.[1] ?? '';
    }
    expect(path).toBe('');
    expect(all.length).toBe(120);
    expect(new Set(all).size).toBe(120);
  }
});

it('says when it stopped looking, and looks on from there', async () => {
  const [{ id: patient }] = await telecase.db.query(`select id from patients limit 1`);
  await telecase.db.query(
    `insert into cases (id, reference, project_id, author_id, patient_id, state, state_since, last_activity_at, kind, title, specialty, is_urgent, language, form, section_versions, version, submitted_at)
     select gen_random_uuid(), 'BUN-2023-' || to_char(n, 'FM0000'), $1, $2, $3, 'answered', at, at, case n when 6000 then 'radiology' else 'clinical' end, 'Older', 'dermatology', false, 'en', '{}', '{}', 1, at
     from generate_series(1, 6000) n, lateral (select timestamptz '2024-01-01' - n * interval '1 hour') times (at)`, [await projectId(), story.people.nurse.id, patient]);
  const text = await page('/cases?kind=radiology');
  expect(text).toContain('5,000 cases were looked through for this page. There are more.');
  expect(text).toContain('<span>0+</span>');
  const next = /href="(\/cases\?[^"]*after=[^"]*)"[^>]*>Look on/.exec(text)![1]!;
  const further = await page(next);
  expect([...further.matchAll(CASE)].map(([, reference]) => reference)).toEqual(['BUN-2023-6000']);
  expect(further).not.toContain('Look on');
  expect(await page('/cases')).toContain('<span>1,000+</span>');
}, 60_000);

it('counts anew when somebody may see other cases than before', async () => {
  expect(await page('/cases')).toContain('<span>1,000+</span>');
  await telecase.db.query(`update memberships set ended_at = now() where account_id = $1`, [story.people.nurse.id]);
  expect(await page('/cases')).toContain('<span>0</span>');
});
