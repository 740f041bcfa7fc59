import { startApp, type TestApp } from '../support/app.js';
import { caseStory, type CaseStory } from '../support/case-story.js';
import type { Visitor } from '../support/visitor.js';
import { PASSWORD } from '../support/world.js';
import { caseForm } from './matrix/case-fixtures.js';

let telecase: TestApp;
let story: CaseStory;
let desk: Visitor;

beforeAll(async () => {
  telecase = await startApp();
  story = await caseStory(telecase);
  const admin = await telecase.world.person('T. Berg', { roles: ['administrator'] });
  desk = telecase.visitor();
  await desk.signIn(admin.email, PASSWORD);
});
afterAll(() => telecase.stop());

const logged = async (action: string): Promise<string[]> => (await telecase.db.query(`select what from access_log where action = $1 order by id`, [action])).map(({ what }: { what: string }) => what);
const projectOf = async (code: string): Promise<{ id: string; mission_id: string }> => (await telecase.db.query(`select id, mission_id from projects where code = $1`, [code]))[0];
const patientOf = async (reference: string) => `/patients/${(await telecase.db.query(`select patient_id as id from cases where reference = $1`, [reference]))[0].id}`;
const newProject = async (code: string) => {
  const { mission_id: mission } = await projectOf('BUN');
  const made = await desk.post('/admin/projects', { name: `Project ${code}`, code, mission, zone: 'Africa/Nairobi', means: 'Ultrasound. No laboratory.' });
  expect(made.status).toBe(303);
  return { path: made.location!.split('?')[0]!, ...(await projectOf(code)) };
};

it('makes a mission and a project, and its means begin every new case', async () => {
  expect((await desk.post('/admin/missions', { name: 'Ostvale' })).location).toBe('/admin/projects?done=mission-made');
  expect((await desk.post('/admin/missions', { name: 'Ostvale' })).text).toContain('There is a mission of this name already');
  const { id } = await newProject('OST');
  const nurse = await telecase.world.person('Nurse of Ostvale', { roles: ['project-staff'], projects: [id] });
  expect((await (await story.signedIn(nurse)).get('/cases/new')).text).toContain('Ultrasound. No laboratory.');
  expect((await desk.get('/admin/projects')).text).toContain('Ostvale');
  expect(await logged('mission.made')).toEqual(['Ostvale']);
  expect(await logged('project.made')).toEqual(['OST: Project OST']);
});

it('redraws a project that can’t be, with what was typed', async () => {
  const { mission_id: mission } = await projectOf('BUN');
  const typed = { name: 'Second Bunara', code: 'bun', mission, zone: 'Africa/Nairobi', means: 'X-ray' };
  const twice = await desk.post('/admin/projects', typed);
  expect([twice.status, twice.text.includes('Another project has this code'), twice.text.includes('Second Bunara')]).toEqual([422, true, true]);
  for (const wrong of [{ code: 'B1' }, { code: '' }, { name: '' }, { zone: 'Mars/Base' }, { mission: '00000000-0000-4000-8000-000000000000' }, { means: 'x'.repeat(4001) }]) {
    expect((await desk.post('/admin/projects', { ...typed, code: 'NEW', ...wrong })).status, JSON.stringify(wrong)).toBe(422);
  }
});

it('keeps old and new of every change, and the code for good once a case bears it', async () => {
  const { path, id, mission_id: mission } = await newProject('ABC');
  const change = (fields: Record<string, string>) => desk.post(path, { name: 'Project ABC', code: 'ABC', mission, zone: 'Africa/Nairobi', means: '', ...fields });
  expect((await change({ code: 'ABD', name: 'Abed clinic' })).location).toBe(`${path}?done=saved`);
  expect(await logged('project.changed')).toEqual(['ABC: Code: ABC → ABD', 'ABC: Name: Project ABC → Abed clinic', 'ABC: Means available: Ultrasound. No laboratory. → –']);

  const elsewhere = await telecase.world.mission('Where Abed goes');
  await change({ code: 'ABD', name: 'Abed clinic', mission: elsewhere });
  const auditor = await story.signedIn(await telecase.world.person('Auditor of rights', { roles: ['auditor'] }));
  expect((await auditor.get('/audit?question=rights')).text).toContain('→ Where Abed goes');

  const nurse = await telecase.world.person('Nurse of Abed', { roles: ['project-staff'], projects: [id] });
  const first = await (await story.signedIn(nurse)).postFiles('/cases', { project: id, title: 'First', do: 'save' });
  expect(first.location).toContain('/cases/ABD-');
  expect((await desk.get(path)).text).not.toContain('name="code"');
  await change({ code: 'XYZ', name: 'Abed hospital' });
  expect((await desk.get('/admin/projects')).text).not.toContain('XYZ');
  await expect(telecase.db.query(`update projects set code = 'XYZ' where id = $1`, [id])).rejects.toThrow('cannot be changed');
});

it('lets a closed project take no new case, neither begun nor drafted before, while what it has is still seen', async () => {
  const { path, id, mission_id: mission } = await newProject('END');
  const nurse = await telecase.world.person('Nurse of the end', { roles: ['project-staff'], projects: [id] });
  const medco = await telecase.world.person('Medco of the end', { roles: ['medco'], missions: [mission] });
  const [field, far] = [await story.signedIn(nurse), await story.signedIn(medco)];
  const posted = await story.posted(field, { project: id });
  const form = caseForm(id);
  const draft = (await field.postFiles('/cases', { ...form, do: 'save' })).location!.split('/')[2]!;

  expect((await desk.post(`${path}/closing`)).location).toBe(`${path}?done=project-closed`);
  const refused = await field.postFiles('/cases', { ...form, do: 'save' });
  expect([refused.status, refused.text.includes('This project is closed')]).toEqual([409, true]);
  expect((await field.postFiles(`/cases/${draft}`, { ...form, do: 'submit-anyway' })).status).toBe(409);
  for (const visitor of [field, far]) expect((await visitor.get(`/cases/${posted}`)).status).toBe(200);
  const blank = await field.get('/cases/new');
  expect([blank.status, blank.text.includes('This project is closed')]).toEqual([409, true]);
  expect((await field.post(`/cases/${posted}/closure`, { 'carried-out': 'all', condition: 'better', changed: 'Yes' })).status).toBe(303);
  const offered = async () => {
    const { text } = await field.get(`/cases/${posted}`);
    return [text.includes(`/cases/${posted}/continuation`), text.includes('the project is closed and takes none'), (await field.get(await patientOf(posted))).text.includes('/cases/new?patient')];
  };
  expect(await offered()).toEqual([false, true, false]);
  expect((await telecase.visitor().get('/request-account')).text).not.toContain('Project END');

  // Whoever changes something else of a member's rights does not end the membership by the way.
  const account = `/admin/accounts/${nurse.id}`;
  expect((await desk.get(account)).text).toContain('Project END');
  expect((await desk.post(`${account}/rights`, { roles: ['project-staff', 'specialist'], projects: id, specialties: 'dermatology' })).status).toBe(303);
  expect((await field.get(`/cases/${posted}`)).status).toBe(200);

  await desk.post(`${path}/opening`);
  expect(await offered()).toEqual([true, false, true]);
  expect((await field.postFiles(`/cases/${draft}`, { ...form, do: 'submit-anyway' })).status).toBe(303);
  expect([await logged('project.closed'), await logged('project.opened')]).toEqual([['END: Project END'], ['END: Project END']]);
});

it('renames a mission, and lists who works in a project', async () => {
  const { id, mission_id: mission } = await projectOf('BUN');
  expect((await desk.post(`/admin/missions/${mission}`, { name: 'Ostvale' })).status).toBe(422);
  expect((await desk.post(`/admin/missions/${mission}`, { name: 'Karesh valley' })).status).toBe(303);
  expect(await logged('mission.changed')).toEqual([expect.stringContaining(' → Karesh valley')]);
  const list = (await desk.get(`/admin/accounts?project=${id}&state=active`)).text;
  expect(list).toContain(story.people.nurse.email);
  expect(list).not.toContain(story.people.coordinator.email);
});
