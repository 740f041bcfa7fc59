import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '#config/root';
import { LANGUAGE_CODES } from '#config/languages';
import { loadCatalogue } from './catalogue.js';
import { addServiceHours } from './service-hours.js';
import { Specialties } from './specialties.js';

const shipped = join(projectRoot, 'config/specialties');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'specialties-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const OPHTHALMOLOGY = `code: ophthalmology
name: { en: Ophthalmology, fr: Ophtalmologie }
target_hours: 4
service_hours: { zone: Africa/Nairobi, days: [mon, sat], from: '08:00', to: '12:00' }
sections:
  - version: 1
    fields:
      - { key: acuity, type: text, label: { en: Visual acuity, fr: Acuité visuelle }, help: { en: Of each eye, fr: De chaque œil } }
  - version: 2
    fields:
      - { key: pressure, type: number, label: { en: Eye pressure, fr: Pression intraoculaire }, help: { en: Of each eye, fr: De chaque œil }, unit: mmHg, max: 80 }
      - key: eye
        type: choice
        label: { en: Eye, fr: Œil }
        help: { en: The worse one, fr: Le plus atteint }
        options: [{ value: right, en: Right, fr: Droit }, { value: left, en: Left, fr: Gauche }]
`;

const write = (text: string, name = 'ophthalmology.yaml') => writeFileSync(join(folder, name), text);
const problemsOf = () => {
  try {
    loadCatalogue(folder);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n').slice(1);
  }
};

describe('a specialty added as data alone', () => {
  beforeEach(() => {
    for (const name of readdirSync(shipped)) copyFileSync(join(shipped, name), join(folder, name));
    write(OPHTHALMOLOGY);
  });

  it('is offered with its section, beside those that ship', () => {
    const specialties = new Specialties(loadCatalogue(folder));

    const withSection = specialties.all('fr').filter(({ hasSection }) => hasSection);

    expect(withSection.map(({ name }) => name)).toEqual(['Dermatologie', 'Gynécologie-obstétrique', 'Ophtalmologie', 'Pédiatrie', 'Psychiatrie']);
    const { targetHours, serviceHours } = specialties.usualService('ophthalmology');
    expect(addServiceHours(new Date('2026-11-21T10:00+03:00'), targetHours, serviceHours)).toEqual(new Date('2026-11-23T10:00+03:00'));
  });

  it('asks the newest questions, and remembers the old ones for old cases', () => {
    const specialties = new Specialties(loadCatalogue(folder));
    const keys = (version?: number) => specialties.section('ophthalmology', version)?.fields.map(({ key }) => key);

    expect(keys()).toEqual(['pressure', 'eye']);
    expect(keys(1)).toEqual(['acuity']);
    expect(keys(3)).toBeUndefined();
  });
});

describe('a catalogue with mistakes', () => {
  it('names file, line and field of all of them at once', () => {
    write(
      OPHTHALMOLOGY.replace('target_hours: 4', 'target_hours: soon')
        .replace('Africa/Nairobi', 'Africa/Nowhere')
        .replace('max: 80', 'max: 80, min: 90')
        .replace(", fr: Œil", ''),
    );
    write(OPHTHALMOLOGY, 'eyes.yaml');

    expect(problemsOf()).toEqual([
      'eyes.yaml:1 code must be the name of the file',
      'ophthalmology.yaml:3 target_hours must be a number from 0.25 to 1000',
      'ophthalmology.yaml:4 service_hours.zone must be a time zone such as Europe/Brussels',
      'ophthalmology.yaml:11 sections[1].fields[0].max must be more than min',
      'ophthalmology.yaml:14 sections[1].fields[1].label.fr must be a text',
    ]);
  });

  it.each([
    ['a misspelt key', 'unit: mmHg', 'units: mmHg', /^ophthalmology\.yaml:11 sections\[1\]\.fields\[0\]\.units is not known here/],
    ['a question without help', /\n *help: .*/, '', /^ophthalmology\.yaml:12 sections\[1\]\.fields\[1\]\.help\.en must be a text$/],
    ['two fields of one key', 'key: eye', 'key: pressure', /:12 sections\[1\]\.fields\[1\]\.key is there twice: pressure$/],
    ['two sections of one version', 'version: 2', 'version: 1', /:9 sections\[1\]\.version is there twice: 1$/],
    ['two options of one value', 'value: left', 'value: right', /options\[1\]\.value is there twice: right$/],
    ['a unit of a text', 'type: text,', 'type: text, unit: m,', /\.unit is for numbers only$/],
    ['a choice of nothing', /options: .*/, 'options: []', /:16 sections\[1\]\.fields\[1\]\.options must be a list with at least one item$/],
    ['a type that there is not', 'type: text', 'type: picture', /:8 .*\.type must be one of text, paragraph, number/],
    ['a service that closes before it opens', "to: '12:00'", "to: '07:00'", /:4 service_hours\.to must be later than from$/],
    ['a day that there is not', 'sat]', 'sábado]', /:4 service_hours\.days\[1\] must be one of sun, mon/],
    ['a language that there is not', 'fr: Droit', 'fr: Droit, german: Rechts', /german is not known here/],
    ['no name', /name: .*/, '# nameless', /name\.en must be a text$/],
    ['broken YAML', 'days: [mon', 'days: mon', /^ophthalmology\.yaml:4 /],
    ['a key that is there twice', 'target_hours: 4', 'target_hours: 4\ntarget_hours: 5', /^ophthalmology\.yaml:4 Map keys must be unique/],
  ])('does not start with %s', (_, right, wrong, problem) => {
    write(OPHTHALMOLOGY.replace(right, wrong));

    expect(problemsOf()).toContainEqual(expect.stringMatching(problem));
  });

  it('does not start with an empty file or an empty folder', () => {
    expect(problemsOf()).toEqual([expect.stringContaining('holds no .yaml file')]);
    write('');
    expect(problemsOf()).toContain('ophthalmology.yaml:1 code must be small letters, digits and single hyphens');
  });
});

it('lets a file say once what it repeats', () => {
  const both = OPHTHALMOLOGY.replace('label: { en: Eye, fr: Œil }', 'label: &eye { en: Eye, fr: Œil }').replace(/help: \{ en: The worse.*/, 'help: *eye');
  write(both);

  expect(loadCatalogue(folder).get('ophthalmology')?.sections[0].fields[1].help).toEqual({ en: 'Eye', fr: 'Œil' });
});

describe('the catalogue that ships', () => {
  const catalogue = [...loadCatalogue(shipped).values()];

  it('has words in every language of the screens', () => {
    const texts = JSON.stringify(catalogue).match(/\{"en":[^{}]*\}/g) ?? [];
    const gaps = texts.filter((text) => !LANGUAGE_CODES.every((code) => code in JSON.parse(text)));

    expect(texts.length).toBeGreaterThan(150);
    expect(gaps).toEqual([]);
  });

  it('puts French spaces before colons and inside quotes that cannot break the line', () => {
    const lines = readdirSync(shipped).flatMap((name) => readFileSync(join(shipped, name), 'utf8').split('\n'));

    expect(lines.filter((line) => /fr: .*( [:;?!»]|« )/.test(line))).toEqual([]);
  });
});
