import { readSettings } from '#config/settings';
import { loadCatalogue } from './catalogue.js';
import { Specialties } from './index.js';
import { addServiceHours } from './service-hours.js';

/** As they ship. */
const specialties = new Specialties(loadCatalogue(readSettings({}).specialtiesDir));

it('lists the specialties by name, in the reader’s language', () => {
  expect(specialties.all('en').map(({ name }) => name)).toEqual([
    'Dermatology', 'Obstetrics/Gynecology', 'Pediatrics', 'Psychiatry', 'Radiology',
  ]);
  expect(specialties.all('fr')[1]).toEqual({ code: 'obstetrics-gynecology', name: 'Gynécologie-obstétrique', hasSection: true });
  expect(specialties.all('en')[4]).toMatchObject({ code: 'radiology', hasSection: false });
});

it('answers within two hours of service', () => {
  const { targetHours, serviceHours } = specialties.usualService('dermatology');
  expect(targetHours).toBe(2);
  expect(addServiceHours(new Date('2026-11-20T16:00+01:00'), targetHours, serviceHours)).toEqual(new Date('2026-11-23T10:00+01:00'));
});

it('asks dermatology for three pictures, one of each view', () => {
  expect(specialties.pictureChecklist('dermatology')).toMatchObject({
    atLeast: 3,
    views: [{ key: 'distribution' }, { key: 'close-up-anterior-posterior' }, { key: 'close-up-oblique-lateral' }],
    additional: true,
  });
  expect(specialties.pictureChecklist('psychiatry')).toBeUndefined();
});

it('keeps old cases of a specialty readable that the hospital no longer has', () => {
  expect(specialties.find('surgery')).toBeUndefined();
  expect(specialties.section('surgery', 1)).toBeUndefined();
  expect(specialties.nameOf('surgery', 'en')).toBe('surgery');
  expect(specialties.nameOf('pediatrics', 'fr')).toBe('Pédiatrie');
  expect(() => specialties.usualService('surgery')).toThrow('no specialty "surgery"');
});
