import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '#config/root';
import { startApp, type TestApp } from '../support/app.js';
import { plain } from '../support/forms.js';
import { aCaseForm, aMission, posts, signedIn, type Cast } from '../support/stories.js';

/** A hospital adds a specialty as data alone, and changes its questions later: old cases stay as they were asked. */

const folder = mkdtempSync(join(tmpdir(), 'specialties-'));
const ophthalmology = (sections: string) => writeFileSync(join(folder, 'ophthalmology.yaml'), `code: ophthalmology
name: { en: Ophthalmology, fr: Ophtalmologie }
target_hours: 4
service_hours: { zone: Africa/Nairobi, days: [mon, sat], from: '08:00', to: '12:00' }
sections:
${sections}`);
const FIRST = `  - version: 1
    fields:
      - { key: acuity, type: text, label: { en: Visual acuity, fr: Acuité visuelle }, help: { en: Of each eye, fr: De chaque œil } }
`;
const SECOND = `  - version: 2
    fields:
      - { key: pressure, type: number, label: { en: Eye pressure, fr: Pression intraoculaire }, help: { en: Of each eye, fr: De chaque œil }, unit: mmHg, min: 0, max: 80 }
`;

let telecase: TestApp;
let cast: Cast;
let url: string;

beforeAll(async () => {
  cpSync(join(projectRoot, 'config/specialties'), folder, { recursive: true });
  ophthalmology(FIRST);
  telecase = await startApp({ SPECIALTIES_DIR: folder });
  url = (telecase.db.options as { url: string }).url;
  cast = await aMission(telecase);
});
afterAll(async () => {
  await telecase.stop();
  rmSync(folder, { recursive: true });
});

const form = (more: Record<string, string | string[]>) => aCaseForm(cast.project, { specialty: 'ophthalmology', sections: ['ophthalmology'], ...more });

it('offers a fifth section, keeps its answers by the version that was asked, and asks the new one from then on', async () => {
  const before = await signedIn(telecase, cast.staff);
  expect(plain((await before.get('/cases/new')).text)).toContain('value="ophthalmology"');
  expect((await before.get('/cases/new/sections/ophthalmology')).text).toContain('Visual acuity');
  const old = await posts(before, form({ 'ophthalmology.acuity': '6/24 on the left' }));
  const { location: draft } = await before.postFiles('/cases', { ...form({ title: 'Half asked', 'ophthalmology.acuity': '6/12' }), do: 'save' });

  await telecase.stop();
  ophthalmology(FIRST + SECOND);
  telecase = await startApp({ SPECIALTIES_DIR: folder }, url);
  const staff = await signedIn(telecase, cast.staff);

  const shown = (await staff.get(`/cases/${old}`)).text;
  expect(shown).toContain('Visual acuity');
  expect(shown).toContain('6/24 on the left');
  expect(shown).not.toContain('Eye pressure');
  expect((await staff.get(draft!)).text).toContain('6/12');

  expect((await staff.get('/cases/new/sections/ophthalmology')).text).toContain('Eye pressure, mmHg');
  const wrong = await staff.postFiles('/cases', { ...form({ 'ophthalmology.pressure': '800' }), do: 'submit' });
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain('href="#ophthalmology.pressure"');
  const now = await posts(staff, form({ 'ophthalmology.pressure': '18' }));
  expect((await staff.get(`/cases/${now}`)).text).toContain('Eye pressure');
}, 60_000);

it('helps with every field of the form, and of every section', async () => {
  const staff = await signedIn(telecase, cast.staff);
  const sections = ['dermatology', 'obstetrics-gynecology', 'ophthalmology', 'pediatrics', 'psychiatry'];
  for (const path of ['/cases/new', ...sections.map((code) => `/cases/new/sections/${code}`)]) {
    const { text } = await staff.get(path);
    const fields = text.split(/(?=<div class="field"|<fieldset )/).slice(1);
    expect(fields.length, path).toBeGreaterThan(0);
    const own = fields.map((field) => field.split(/<div class="opens"|<label class="choice"/)[0]!);
    expect(own.filter((field) => !/class="(help|hint)"/.test(field)).map((field) => field.slice(0, 200)), path).toEqual([]);
  }
});
