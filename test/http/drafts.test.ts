import { SweepSentForms } from '#libs/jobs/sweep-sent-forms';
import type { SavedDraft } from '../../src/cases/draft-forms.js';
import { startApp, type TestApp } from '../support/app.js';
import { plain } from '../support/forms.js';
import { aCaseForm, aMission, signedIn, type Cast } from '../support/stories.js';
import type { Answer, Visitor } from '../support/visitor.js';

/** What was typed into the case form is never lost: not twice sent, not from two tabs, not when the answer never arrived. */

let telecase: TestApp;
let cast: Cast;
let staff: Visitor;

beforeAll(async () => {
  telecase = await startApp();
  cast = await aMission(telecase);
  staff = await signedIn(telecase, cast.staff);
});
afterAll(() => telecase.stop());

const aPage = () => ({ _once: crypto.randomUUID(), step: '0', version: '' });
const form = (more: Record<string, string | string[]> = {}) => ({ ...aCaseForm(cast.project), do: 'save', ...more });
const draftAt = async (reference: string) => (await telecase.db.query(`select state, title, version, form, section_versions from cases where reference = $1`, [reference]))[0];
const saved = (answer: Answer): Omit<SavedDraft, 'project' | 'means'> => {
  expect([answer.status, answer.headers.get('content-type')], answer.text.slice(0, 300)).toEqual([200, 'application/json; charset=utf-8']);
  return JSON.parse(answer.text);
};
const filesOf = (reference: string) => telecase.db.query(`select a.name from attachments a join cases c on c.id = a.case_id where c.reference = $1 order by a.name`, [reference]);

it('keeps what was typed as a draft when it can’t be submitted yet', async () => {
  const answer = await staff.postFiles('/cases', { ...form({ title: 'Half a case', age: 'six', do: 'submit' }), history: '' });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('<title>Error:');
  expect(answer.text).toContain('href="#age"');
  expect(answer.text).toContain('value="six"');
  expect(answer.text).toContain('href="#history"');
  expect((await staff.get('/to-do')).text).toContain('Half a case');
});

describe('what is still to fill in', () => {
  /** A page's lines by their part: what each lacks; those that nothing is asked of are left out. */
  const lines = (text: string) => Object.fromEntries([...plain(text).matchAll(/<a href="#h-(\w+)">[^<]*<small(?: class="done")?>([^<]*)<\/small>/g)].map(([, part, note]) => [part, note]));
  const ALL = { case: 'complete', patient: 'complete', consent: 'complete', story: 'complete', route: 'complete' };
  const half = { history: '', question: '', age: '', sex: '', specialty: 'psychiatry' };

  it('is told with each save, of the whole draft', async () => {
    const page = aPage();
    const first = saved(await staff.postFiles('/cases', form({ ...page, ...half, step: '1', do: 'autosave' })));
    const notes = (index: SavedDraft['index']) => Object.fromEntries(index.filter(({ isAsked }) => isAsked).map(({ href, note }) => [href.slice(3), note]));
    expect(notes(first.index)).toEqual({ ...ALL, patient: '2 missing', story: '2 missing' });
    const dermatology = { ...page, age: '6', specialty: 'dermatology', version: String(first.version), step: '2', do: 'autosave' };
    expect(notes(saved(await staff.postFiles(first.action, form(dermatology))).index)).toEqual({ ...ALL, files: '0 of 3 pictures' });
    expect(lines((await staff.get(first.address)).text)).toEqual({ ...ALL, files: '0 of 3 pictures' });
  });

  it('is not forgotten on a page that is drawn once more', async () => {
    const refused = await staff.postFiles('/cases', form({ ...aPage(), ...half, do: 'add' }), [{ name: 'empty.jpg', bytes: Buffer.alloc(0) }, { name: 'tool.exe', bytes: Buffer.from('MZ and more of it') }]);
    const nowhere = await staff.postFiles('/cases', form({ ...aPage(), ...half, project: '', do: 'submit' }));
    expect([refused, nowhere].map(({ status, text }) => [status, lines(text)])).toEqual([
      [422, { ...ALL, patient: '2 missing', story: '2 missing' }],
      [422, { ...ALL, case: '1 missing', patient: '2 missing', story: '2 missing' }],
    ]);
  });
});

it('takes a day that does not exist for what it is: told at the field, shown as it was typed, corrected like anything else', async () => {
  const answer = await staff.postFiles('/cases', form({ 'consent-on': '2026-23-11', do: 'submit' }));
  expect(answer.status).toBe(422);
  expect(plain(answer.text)).toContain('Give the day as year-month-day');
  const [, action = ''] = /<form method="post" action="([^"]+)"/.exec(answer.text) ?? [];
  for (const address of [action, `${action}/edit`]) expect(await staff.get(address), address).toMatchObject({ status: 200, text: expect.stringContaining('2026-23-11') });
  expect((await staff.postFiles(action, form({ ...aPage(), do: 'submit-anyway' }))).location).toMatch(/posted=/);
});

it('is submitted once, however often the form is sent', async () => {
  const twice = form({ ...aPage(), title: 'Sent twice', do: 'submit-anyway' });
  const answers = await Promise.all([staff.postFiles('/cases', twice), staff.postFiles('/cases', twice)]);
  expect(new Set(answers.map(({ location }) => location)).size).toBe(1);
  expect((await staff.postFiles('/cases', twice)).location).toBe(answers[0]!.location);
  expect((await telecase.db.query(`select from cases where title = 'Sent twice'`)).length).toBe(1);
  const tooLate = await staff.postFiles('/cases', { ...twice, history: 'Written after it was posted' });
  expect(tooLate.status).toBe(409);
  expect(plain(tooLate.text)).toContain('Written after it was posted');
});

it('tells the second of two tabs, shows what was saved there, and keeps both texts', async () => {
  const { reference, action } = saved(await staff.postFiles('/cases', form({ ...aPage(), history: 'first', do: 'autosave' })));
  expect((await staff.postFiles(action, form({ ...aPage(), version: '1', history: 'from tab one', 'dermatology.onset': 'in May', 'dermatology.number': 'up-to-5', sections: 'dermatology', specialty: 'psychiatry', 'consent-teaching': 'yes' }))).status).toBe(303);
  expect((await staff.postFiles(action, form({ ...aPage(), version: '1', history: 'typing in tab two', do: 'autosave' }))).status).toBe(409);
  const second = await staff.postFiles(action, form({ ...aPage(), version: '1', history: 'from tab two' }));
  expect(second.status).toBe(409);
  expect(plain(second.text)).toContain('History, saved there: from tab one');
  expect(plain(second.text)).toMatch(/Onset.*, saved there: in May/);
  for (const line of ['Specialty wanted, saved there: Psychiatry', 'Number of lesions, saved there: 2 to 5', 'Add a section for, saved there: Dermatology', 'May also be used for teaching, saved there: Yes']) expect(plain(second.text)).toContain(line);
  expect(second.text).toContain('from tab two</textarea>');
  expect((await draftAt(reference)).form.history).toBe('from tab one');
});

it('saves itself: a new case becomes one draft, whatever answers get lost', async () => {
  const page = aPage();
  const first = saved(await staff.postFiles('/cases', form({ ...page, step: '1', history: 'It be', do: 'autosave' })));
  const again = saved(await staff.postFiles('/cases', form({ ...page, step: '2', history: 'It began', do: 'autosave' })));
  expect(again.reference).toBe(first.reference);
  expect(again).toMatchObject({ action: `/cases/${first.reference}`, address: `/cases/${first.reference}/edit` });
  expect((await draftAt(first.reference)).form.history).toBe('It began');

  const button = await staff.postFiles('/cases', form({ ...page, step: '3', history: 'It began in May' }));
  expect(button.location).toBe(`/cases/${first.reference}/edit`);
  expect((await draftAt(first.reference)).form.history).toBe('It began in May');
  expect((await telecase.db.query(`select action from access_log where case_reference = $1`, [first.reference])).length).toBe(3);
});

it('leaves aside what the same page sent before and comes late', async () => {
  const page = aPage();
  const { reference, action, version } = saved(await staff.postFiles('/cases', form({ ...page, step: '1', do: 'autosave' })));
  await staff.postFiles(action, form({ ...page, version: String(version), step: '3', history: 'the newer one' }));
  saved(await staff.postFiles(action, form({ ...page, version: String(version), step: '2', history: 'the older one', do: 'autosave' })));
  expect((await draftAt(reference)).form.history).toBe('the newer one');
});

it('submits what was typed last when the button’s own form comes late', async () => {
  const page = aPage();
  const { reference, action, version } = saved(await staff.postFiles('/cases', form({ ...page, step: '1', do: 'autosave' })));
  saved(await staff.postFiles(action, form({ ...page, version: String(version), step: '3', history: 'the newer one', do: 'autosave' })));
  const button = await staff.postFiles(action, form({ ...page, version: String(version), step: '2', history: 'the older one', do: 'submit-anyway' }));
  expect(button.location).toBe(`/to-do?posted=${reference}`);
  expect(await draftAt(reference)).toMatchObject({ state: 'awaiting-allocation', form: { history: 'the newer one' } });
  const log = await telecase.db.query(`select action from access_log where case_reference = $1 order by id`, [reference]);
  expect(log.map(({ action }: { action: string }) => action)).toEqual(['case.draft-saved', 'case.draft-saved', 'case.submitted']);
});

it('takes the files of a form that is sent again once, and what was typed since', async () => {
  const page = aPage();
  const rash = { name: 'rash.txt', bytes: Buffer.from('seen at noon') };
  const { location } = await staff.postFiles('/cases', form({ ...page, do: 'add' }), [rash]);
  const reference = location!.split('/')[2]!;
  await staff.postFiles('/cases', form({ ...page, do: 'add', history: 'and more' }), [rash, { name: 'labs.txt', bytes: Buffer.from('not ready') }]);
  expect(await filesOf(reference)).toEqual([{ name: 'labs.txt' }, { name: 'rash.txt' }]);
  expect((await draftAt(reference)).form.history).toBe('and more');
});

it('does not let a key of somebody else lead to their draft', async () => {
  const page = aPage();
  const { reference } = saved(await staff.postFiles('/cases', form({ ...page, do: 'autosave' })));
  const other = await signedIn(telecase, await telecase.world.person('Nurse L. Brandt', { roles: ['project-staff'], projects: [cast.project] }));
  expect((await other.postFiles('/cases', form({ ...page, history: 'not mine', do: 'autosave' }))).status).toBe(404);
  expect((await draftAt(reference)).form.history).not.toBe('not mine');
});

it('says that the project is missing, when nothing can be saved without one', async () => {
  const answer = await staff.postFiles('/cases', form({ ...aPage(), project: '', title: 'Nowhere yet', do: 'autosave' }));
  expect(answer.status).toBe(422);
  expect((await telecase.db.query(`select from cases where title = 'Nowhere yet'`)).length).toBe(0);
});

it('brings the questions of a section when they are wanted, and with the form once it is ticked or answered', async () => {
  const fragment = await staff.get('/cases/new/sections/psychiatry');
  expect(fragment.status).toBe(200);
  expect(fragment.text).toMatch(/^<section class="part" aria-label="Psychiatry">/);
  for (const nothing of ['radiology', 'nothing', '..%2fcases']) expect((await staff.get(`/cases/new/sections/${nothing}`)).status).toBe(404);
  expect((await staff.get('/cases/new')).text).not.toContain('name="psychiatry.');

  const open = await staff.postFiles('/cases', form({ ...aPage(), sections: ['psychiatry'], do: 'open' }));
  expect(open.location).toMatch(/\/edit#sections$/);
  const drawn = (await staff.get(open.location!.split('#')[0]!)).text;
  for (const [name] of fragment.text.matchAll(/name="psychiatry\.[\w-]+"/g)) expect(drawn).toContain(name);

  const { action, address } = saved(await staff.postFiles('/cases', form({ ...aPage(), sections: ['dermatology'], 'dermatology.evolution': 'slowly', do: 'autosave' })));
  await staff.postFiles(action, form({ ...aPage(), 'dermatology.evolution': 'slowly' }));
  const { text } = await staff.get(address);
  expect(text).toContain('slowly</textarea>');
  expect(text).not.toMatch(/value="dermatology" checked/);
});

it('forgets the keys of forms that nobody sends again', async () => {
  const { _once: key, ...page } = aPage();
  await staff.postFiles('/cases', form({ ...page, _once: key }));
  const known = async () => (await telecase.db.query(`select from form_submissions where key = $1`, [key])).length;
  await telecase.app.get(SweepSentForms).sweep();
  expect(await known()).toBe(1);
  await telecase.db.query(`update form_submissions set sent_at = now() - interval '31 days' where key = $1`, [key]);
  await telecase.app.get(SweepSentForms).sweep();
  expect(await known()).toBe(0);
});
