import { startApp, type TestApp } from '../support/app.js';
import { caseStory, type CaseStory } from '../support/case-story.js';
import type { Visitor } from '../support/visitor.js';

let telecase: TestApp;
let story: CaseStory;
let project: string;
let nurse: Visitor, stranger: Visitor, medco: Visitor, coordinator: Visitor;

beforeAll(async () => {
  telecase = await startApp();
  story = await caseStory(telecase);
  [{ id: project }] = await telecase.db.query(`select id from projects where code = 'BUN'`);
  [nurse, stranger, medco, coordinator] = await Promise.all([story.people.nurse, story.people.stranger, story.people.medco, story.people.coordinator].map((person) => story.signedIn(person))) as [Visitor, Visitor, Visitor, Visitor];
});
afterAll(() => telecase.stop());

const patient = (reference: string) => telecase.world.patient(project, reference, story.people.nurse);
const patientOf = async (reference: string) => (await telecase.db.query(`select patient_id as id from cases where reference = $1`, [reference]))[0].id;

describe('registering', () => {
  const form = () => ({ project, 'local-reference': 'OPD-118', age: '4', 'age-unit': 'days', sex: 'male' });

  it('has a page of its own, and leads to a first case', async () => {
    expect((await nurse.get('/patients')).text).toContain('href="/patients/new"');
    const page = (await nurse.get('/patients/new')).text;
    expect(page).not.toMatch(/name="(name|surname|first-name|last-name)"/);
    const once = crypto.randomUUID();
    const sent = await Promise.all([1, 2].map(() => nurse.post('/patients', { ...form(), _once: once })));
    expect(new Set(sent.map(({ location }) => location)).size).toBe(1);
    const text = (await nurse.get(sent[0]!.location!)).text.replaceAll('&#x3D;', '=');
    expect(text).toContain('OPD-118');
    expect(text).toContain('Boy, 4 days');
    const [, newCase] = /href="(\/cases\/new\?patient=[^"]+)"/.exec(text)!;
    expect((await nurse.get(newCase!)).text).toMatch(/<option value="[^"]+" selected>OPD-118/);
  });

  it('says what is wrong, and keeps what was typed', async () => {
    const known = await nurse.post('/patients', form());
    expect(known.status).toBe(422);
    expect(known.text).toContain('already');
    const wrong = await nurse.post('/patients', { ...form(), 'local-reference': 'OPD-119', age: '400' });
    expect([wrong.status, wrong.text.includes('value="OPD-119"')]).toEqual([422, true]);
    expect((await stranger.post('/patients', { ...form(), 'local-reference': 'OPD-120' })).status).toBe(422);
    expect((await medco.post('/patients', form())).status).toBe(404);
  });

  it('at the same moment twice is one patient', async () => {
    const sent = await Promise.all([1, 2, 3].map(() => nurse.post('/patients', { ...form(), 'local-reference': 'OPD-121' })));
    expect(sent.map(({ status }) => status).sort()).toEqual([303, 422, 422]);
  });
});

describe('two records of one patient', () => {
  it('become one: every case moves, and says so; the other reference still finds it', async () => {
    const [kept, other] = [await patient('P-KEPT'), await patient('P-TWICE')];
    const [open, ended] = [await story.posted(nurse, { patient: other, title: 'Open one' }), await story.posted(nurse, { patient: other, title: 'Closed one' })];
    await story.close(ended);
    const draft = (await nurse.postFiles('/cases', { project, patient: other, title: 'Draft', do: 'save' })).location!.split('/')[2]!;

    expect((await nurse.get(`/patients/${kept}`)).text).toContain(`href="/patients/${kept}/merger"`);
    expect((await nurse.get(`/patients/${kept}/merger?with=P-NOBODY`)).text).toContain('No patient of this project has this reference');
    const { text } = await nurse.get(`/patients/${kept}/merger?with=p-twice`);
    for (const there of ['P-KEPT', 'P-TWICE', 'Open one', 'Closed one']) expect(text).toContain(there);
    expect((await nurse.post(`/patients/${kept}/merger`, { with: 'P-TWICE', keep: kept, reason: '' })).status).toBe(422);
    expect((await nurse.post(`/patients/${kept}/merger`, { with: 'P-TWICE', keep: await patient('P-THIRD'), reason: 'Same mother' })).status).toBe(409);

    const { location } = await nurse.post(`/patients/${kept}/merger`, { with: 'P-TWICE', keep: kept, reason: 'Same mother, same card' });
    expect(location).toBe(`/patients/${kept}?done=merged`);
    const page = (await nurse.get(location!)).text;
    for (const there of ['Open one', 'Closed one', 'Also registered as', 'P-TWICE', 'Same mother, same card']) expect(page).toContain(there);
    for (const reference of [open, ended, draft]) {
      expect(await patientOf(reference)).toBe(kept);
      expect((await nurse.get(`/cases/${reference}/history`)).text).toMatch(/merged the patient’s record P-TWICE into P-KEPT[\s\S]*Same mother, same card/);
    }
    expect((await nurse.get(`/cases/${draft}/edit`)).text).toContain(`<option value="${kept}" selected>`);
    expect((await nurse.get(`/patients/${other}`)).text).toContain('P-KEPT');
    const found = (await nurse.get('/patients?q=P-TWICE')).text;
    expect([found.includes(`/patients/${kept}`), found.includes(`/patients/${other}`)]).toEqual([true, false]);
    expect((await nurse.post(`/patients/${other}/merger`, { with: 'P-TWICE', keep: kept, reason: 'Once more' })).status).toBe(409);
    expect(await telecase.db.query(`select patient_id, what from access_log where action = 'patient.merged' order by id`)).toEqual([other, kept].map((id) => ({ patient_id: id, what: 'P-TWICE → P-KEPT' })));

    const auditor = await story.signedIn(await telecase.world.person('R. Amsel', { roles: ['auditor'] }));
    for (const reference of ['P-TWICE', 'P-KEPT']) {
      const answer = (await auditor.get(`/audit.csv?question=saw&case=${reference}`)).text;
      for (const one of [open, ended]) expect(answer, reference).toContain(one);
    }
  });

  it('are of one’s own project, for its staff alone', async () => {
    const [one, other] = [await patient('P-OWN'), await patient('P-OWN-2')];
    const elsewhere = (await telecase.db.query(`select id from projects where code = 'TOL'`))[0].id;
    const foreign = await telecase.world.patient(elsewhere, 'P-OWN-2', story.people.stranger);
    for (const visitor of [medco, coordinator, stranger]) {
      expect((await visitor.get(`/patients/${one}/merger`)).status).toBe(404);
      expect((await visitor.post(`/patients/${one}/merger`, { with: 'P-OWN-2', keep: one, reason: 'x' })).status).toBe(404);
    }
    expect((await nurse.post(`/patients/${one}/merger`, { with: 'P-OWN-2', keep: foreign, reason: 'x' })).status).toBe(409);
    expect(await telecase.db.query(`select from patients where id = any($1) and merged_into_id is not null`, [[one, other, foreign]])).toEqual([]);
  });

  it('keep a chain of merges in one step, and what is sent meanwhile goes to the one that is kept', async () => {
    const [a, b, c] = [await patient('P-A'), await patient('P-B'), await patient('P-C')];
    const draft = (await nurse.postFiles('/cases', { project, patient: a, title: 'Draft', do: 'save' })).location!.split('/')[2]!;
    await nurse.post(`/patients/${a}/merger`, { with: 'P-B', keep: b, reason: 'Same card' });
    await nurse.post(`/patients/${b}/merger`, { with: 'P-C', keep: c, reason: 'Same card again' });
    expect(await telecase.db.query(`select distinct merged_into_id as into from patients where id = any($1)`, [[a, b]])).toEqual([{ into: c }]);
    // The page was opened before the merges.
    expect((await nurse.postFiles(`/cases/${draft}`, { project, patient: a, title: 'Draft, later', do: 'save' })).status).toBe(303);
    expect(await patientOf(draft)).toBe(c);
    expect((await nurse.get(`/cases/${draft}/edit`)).text).toContain(`<option value="${c}" selected>`);
    expect((await nurse.get('/patients?q=P-A')).text).toContain(`/patients/${c}`);
  });

  it('of two who merge at once, one is told', async () => {
    const [one, other] = [await patient('P-X'), await patient('P-Y')];
    const answers = await Promise.all([
      nurse.post(`/patients/${one}/merger`, { with: 'P-Y', keep: one, reason: 'x' }),
      nurse.post(`/patients/${other}/merger`, { with: 'P-X', keep: other, reason: 'y' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
  });

  it('change nothing else of a closed case, whoever tries', async () => {
    const [one, other] = [await patient('P-M'), await patient('P-N')];
    const reference = await story.posted(nurse, { patient: one });
    await story.close(reference);
    await expect(telecase.db.query(`update cases set patient_id = $2 where reference = $1`, [reference, other])).rejects.toThrow('the case is closed');
    await nurse.post(`/patients/${one}/merger`, { with: 'P-N', keep: other, reason: 'Same card' });
    expect(await patientOf(reference)).toBe(other);
    await expect(telecase.db.query(`update cases set patient_id = $2, title = 'x' where reference = $1`, [reference, one])).rejects.toThrow('the case is closed');
  });
});
