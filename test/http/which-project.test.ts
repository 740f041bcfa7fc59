import { startApp, type TestApp } from '../support/app.js';
import { plain } from '../support/forms.js';
import { aCaseForm, aMission, signedIn, type Cast } from '../support/stories.js';
import type { Visitor } from '../support/visitor.js';

/** Somebody who works in two hospitals: a case is posted in the one they meant, or they are told. */

let telecase: TestApp;
let cast: Cast;
let other: string;
let doctor: Visitor;

beforeAll(async () => {
  telecase = await startApp();
  cast = await aMission(telecase);
  other = await telecase.world.project(cast.mission, 'OTH', 'Other clinic');
  doctor = await signedIn(telecase, await telecase.world.person('Doctor of two', { roles: ['project-staff'], projects: [cast.project, other] }));
});
afterAll(() => telecase.stop());

const form = (more: Record<string, string> = {}) => aCaseForm(cast.project, { do: 'save', _once: crypto.randomUUID(), step: '0', version: '', ...more });
const begun = async () => (await doctor.postFiles('/cases', form())).location!.replace('/edit', '');
const saved = async (address: string) => (await telecase.db.query(`select c.form, c.version, c.state, p.code from cases c join projects p on p.id = c.project_id where c.reference = $1`, [address.split('/')[2]]))[0];
const logOf = async (address: string) => (await telecase.db.query(`select action from access_log where case_reference = $1 order by id`, [address.split('/')[2]])).map(({ action }: { action: string }) => action);
/** The projects that a page lets one choose, and which is chosen. */
const offered = (html: string) => [.../<select id="project"[\s\S]*?<\/select>/.exec(html)![0].matchAll(/<option value="([^"]*)"( selected)?>/g)].map(([, id, chosen]) => [id, Boolean(chosen)]);

it('offers every project for a new case and only its own for a draft, and says why', async () => {
  const blank = await doctor.get('/cases/new');
  expect(offered(blank.text).map(([id]) => id)).toEqual(['', cast.project, other]);
  expect(plain(blank.text)).toContain('a draft saves itself and stays in its project');
  const draft = await doctor.get(`${await begun()}/edit`);
  expect(offered(draft.text)).toEqual([[cast.project, true]]);
  expect(plain(draft.text)).toContain('Delete this draft at the end of the page, and begin a new case');
});

it('says nothing of it to somebody of one project', async () => {
  const nurse = await signedIn(telecase, cast.staff);
  const { location } = await nurse.postFiles('/cases', form());
  for (const address of ['/cases/new', location!]) expect(plain((await nurse.get(address)).text)).not.toContain('stays in its project');
});

it.each(['save', 'submit', 'submit-anyway', 'add'])('refuses another project when a draft is sent with %s, with everything that was typed', async (button) => {
  const draft = await begun();
  const before = await saved(draft);
  const answer = await doctor.postFiles(draft, form({ do: button, project: other, history: 'Written after the project was corrected', version: String(before.version) }));
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('href="#project"');
  expect(plain(answer.text)).toContain('This draft stays in the project that it was begun in, which is shown here again');
  expect(plain(answer.text)).toContain('it is in the form below and not saved yet');
  expect(answer.text).toContain('Written after the project was corrected</textarea>');
  expect(offered(answer.text)[0]![0]).toBe(cast.project);
  expect(await saved(draft)).toEqual(before);
  expect(await logOf(draft)).toEqual(['case.draft-saved', 'case.viewed']);
});

it('refuses another project when a draft saves itself, also when the first answer never arrived', async () => {
  const page = { _once: crypto.randomUUID(), version: '', do: 'autosave' };
  const first = await doctor.postFiles('/cases', form({ ...page, step: '1' }));
  const { action, project } = JSON.parse(first.text);
  expect(project).toBe(cast.project);
  const before = await saved(action);
  for (const address of [action, '/cases']) expect((await doctor.postFiles(address, form({ ...page, step: '2', project: other }))).status).toBe(422);
  expect(await saved(action)).toEqual(before);
});

it('refuses it beside what was saved elsewhere, and tells both', async () => {
  const draft = await begun();
  await doctor.postFiles(draft, form({ version: '1', history: 'from another tab' }));
  const answer = await doctor.postFiles(draft, form({ version: '1', project: other }));
  expect(answer.status).toBe(409);
  expect(plain(answer.text)).toContain('History, saved there: from another tab');
  expect(plain(answer.text)).not.toContain('Project, saved there');
  expect(answer.text).toContain('id="project-error"');
  expect(await logOf(draft)).toEqual(['case.draft-saved', 'case.draft-saved', 'case.viewed']);
});

it('shows the project of a draft when it has been closed since', async () => {
  const draft = await begun();
  await telecase.db.query(`update projects set closed_at = now() where id = $1`, [cast.project]);
  expect(offered((await doctor.get(`${draft}/edit`)).text)).toEqual([[cast.project, true]]);
  await telecase.db.query(`update projects set closed_at = null where id = $1`, [cast.project]);
});

const MEANS = 'Clotrimazole 1 % cream. No biopsy.';
const meansIn = (html: string) => /<textarea id="means"[^>]*>\n([^<]*)<\/textarea>/.exec(html)![1];

it('fills in the means of the project once that is known, and leaves them to whoever writes', async () => {
  expect(meansIn((await doctor.get('/cases/new')).text)).toBe('');
  const draft = await begun();
  expect(meansIn((await doctor.get(`${draft}/edit`)).text)).toBe(MEANS);
  await doctor.postFiles(draft, form({ version: '1', means: '' }));
  expect(meansIn((await doctor.get(`${draft}/edit`)).text)).toBe('');
  const { location } = await doctor.postFiles('/cases', form({ means: 'Nothing today' }));
  expect(meansIn((await doctor.get(location!)).text)).toBe('Nothing today');
});

it('brings them to a page whose draft saves itself, also when the first answer never arrived', async () => {
  const page = { _once: crypto.randomUUID(), version: '', do: 'autosave', means: '' };
  for (const step of ['1', '2']) expect(JSON.parse((await doctor.postFiles('/cases', form({ ...page, step }))).text).means).toBe(MEANS);
});

it('posts one case when it is sent twice with means that were filled in', async () => {
  const typed = form({ do: 'submit-anyway', means: '' });
  const [first, again] = [await doctor.postFiles('/cases', typed), await doctor.postFiles('/cases', typed)];
  expect(first.location).toMatch(/posted=/);
  expect(again.location).toBe(first.location);
});

it('begins a case for a known patient in that patient’s project', async () => {
  const patient = await telecase.world.patient(other, 'P-OTHER', cast.staff);
  const { text } = await doctor.get(`/cases/new?patient=${patient}`);
  expect(offered(text).find(([, isChosen]) => isChosen)).toEqual([other, true]);
  expect(text).toContain(`value="${patient}" selected`);
  expect(meansIn(text)).toBe(MEANS);
});
