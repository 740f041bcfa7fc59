import { join } from 'node:path';
import { projectRoot } from '#config/root';
import { Dictionary } from '#libs/i18n/words';
import { loadCatalogue } from './catalogue.js';
import { sectionRows } from './section-rows.js';

const catalogue = loadCatalogue(join(projectRoot, 'config/specialties'));
const words = new Dictionary(join(projectRoot, 'src'));

it('says in words what was answered, in the order of the section', () => {
  const values = { 'danger-signs': ['vomits-everything', 'lethargic'], oedema: true, weight: 8.5, vaccination: 'none' };

  expect(sectionRows(catalogue.get('pediatrics')!.sections[0], values, 'fr', words.in('fr'))).toEqual([
    { label: 'Poids', value: '8,5', unit: 'kg' },
    { label: 'Œdèmes bilatéraux des pieds prenant le godet', value: 'Oui' },
    { label: 'Vaccination', value: 'Aucune' },
    { label: 'Signes de danger', value: 'Vomit tout ce qu’il consomme\u00a0; Léthargique ou inconscient' },
  ]);
});

it('writes a date as the day that it is, wherever the server stands', () => {
  expect(sectionRows(catalogue.get('obstetrics-gynecology')!.sections[0], { 'last-period': '2026-03-01' }, 'en', words.in('en'))).toEqual([
    { label: 'Last period, first day', value: '1 Mar 2026' },
  ]);
});

it('leaves out what was not answered', () => {
  expect(sectionRows(catalogue.get('dermatology')!.sections[0], {}, 'en', words.in('en'))).toEqual([]);
});
