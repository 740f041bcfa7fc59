import { join } from 'node:path';
import { projectRoot } from '#config/root';
import { Dictionary } from '#libs/i18n/words';
import { changesInWords } from './rights-in-words.js';
import { NO_RIGHTS, type Rights } from './rights.js';

const words = new Dictionary(join(projectRoot, 'src')).in('en');
const choices = {
  projects: [{ value: 'b', label: 'Bunara hospital' }, { value: 't', label: 'Tindra clinic' }],
  missions: [],
  specialties: [{ value: 'dermatology', label: 'Dermatology' }],
};
const staff: Rights = { ...NO_RIGHTS, roles: ['project-staff'], projects: ['b'] };

it('say old and new of what has changed', () => {
  expect(changesInWords(staff, { ...staff, projects: ['b', 't'] }, choices, words)).toEqual([
    'Rights: Project staff (Bunara hospital) → Project staff (Bunara hospital, Tindra clinic)',
  ]);
  expect(changesInWords(staff, { ...NO_RIGHTS, roles: ['specialist', 'coordinator'], specialties: ['dermatology'] }, choices, words)).toEqual([
    'Rights: Project staff (Bunara hospital) → none',
    'Rights: none → Specialist (Dermatology)',
    'Rights: none → Case coordinator',
  ]);
});

it('say nothing when nothing has changed', () => {
  expect(changesInWords(staff, staff, choices, words)).toEqual([]);
});

it('name what has left the catalogue by its code', () => {
  expect(changesInWords({ ...NO_RIGHTS, roles: ['specialist'], specialties: ['dentistry'] }, NO_RIGHTS, choices, words)).toEqual(['Rights: Specialist (dentistry) → none']);
});
