import { join } from 'node:path';
import { projectRoot } from '#config/root';
import { loadCatalogue } from '../specialties/catalogue.js';
import { Specialties } from '../specialties/specialties.js';
import { checkCaseForm } from './case-form.check.js';
import type { TypedForm } from './case.entity.js';

const specialties = new Specialties(loadCatalogue(join(projectRoot, 'config/specialties')));
const complete: TypedForm = {
  project: 'bunara', kind: 'clinical', title: 'Rash', patient: '', 'local-reference': 'P-1', age: '6', 'age-unit': 'years', sex: 'female',
  'consent-basis': 'guardian', 'consent-how': 'spoken', 'consent-by': 'Nurse', 'consent-on': '2026-11-16', history: 'Three weeks.', question: 'What is it?',
  specialty: 'dermatology', urgency: 'routine', language: 'en',
};
const check = (changes: TypedForm) =>
  checkCaseForm({ ...complete, ...changes }, {
    projectIds: ['bunara'], patientIds: ['known'], specialties, sectionVersions: {}, language: 'en', timeZone: 'Africa/Nairobi', now: new Date('2026-11-17T10:00Z'),
  });
const wrong = (changes: TypedForm) => Object.keys(check(changes).errors);

describe('the case form', () => {
  it('is fine when every mandatory field is filled in', () => {
    expect(check({})).toEqual({ errors: {}, warnings: {} });
  });

  it.each(['kind', 'title', 'local-reference', 'age', 'age-unit', 'sex', 'consent-basis', 'consent-how', 'consent-by', 'consent-on', 'history', 'question', 'specialty', 'urgency', 'language', 'project'])(
    'misses %s',
    (name) => expect(wrong({ [name]: '' })).toEqual([name]),
  );

  it('does not ask for age and sex of a patient who is known', () => {
    expect(wrong({ patient: 'known', age: '', sex: '', 'local-reference': '' })).toEqual([]);
    expect(wrong({ patient: 'of another project' })).toEqual(['patient']);
  });

  it.each([['local-reference', 'P-1'], ['age', '6'], ['sex', 'not-recorded']])('refuses a patient who is chosen and a new one whose %s is typed', (name, value) => {
    const blank = { 'local-reference': '', age: '', 'age-unit': 'years', sex: '' };
    expect(check({ ...blank, patient: 'known', [name]: value }).errors).toEqual({ patient: { key: 'cases:form.patient.not-both' } });
  });

  it('asks why when there is no consent, and not how', () => {
    expect(wrong({ 'consent-basis': 'emergency', 'consent-how': '' })).toEqual(['consent-why']);
  });

  it('refuses another project, an unknown specialty, a day to come', () => {
    expect(wrong({ project: 'elsewhere', specialty: 'astrology', 'consent-on': '2026-11-18' })).toEqual(['project', 'consent-on', 'specialty']);
  });

  it.each([
    ['consent-on', '2026-23-11'], ['consent-on', '2026-02-30'], ['consent-on', 'yesterday'], ['age', 'six'], ['age', '-1'], ['age', '6.5'], ['age', '131'], ['age', '0'], ['temperature', '368'], ['temperature', 'hot'], ['heart-rate', '96.5'], ['blood-pressure', '60/98'], ['blood-pressure', 'normal'], ['spo2', '101'], ['weight', '0'],
  ])('refuses the impossible: %s %s', (name, value) => expect(wrong({ [name]: value })).toEqual([name]));

  it.each([['temperature', '33,5'], ['heart-rate', '220'], ['weight', '0.5'], ['spo2', '70']])('warns of the rare: %s %s', (name, value) => {
    expect(check({ [name]: value })).toMatchObject({ errors: {}, warnings: { [name]: {} } });
  });

  it('looks into a section only when it is ticked', () => {
    const typed = { 'pediatrics.muac': '9999' };
    expect(wrong(typed)).toEqual([]);
    expect(wrong({ ...typed, sections: 'pediatrics' })).toEqual(['pediatrics.muac']);
  });

  it('limits the length of texts', () => {
    expect(wrong({ title: 'x'.repeat(121), history: 'x'.repeat(20_001) })).toEqual(['title', 'history']);
  });
});
