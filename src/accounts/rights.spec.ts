import { NO_RIGHTS, placesOf, rightsProblems } from './rights.js';

it('fit together when each role has its place', () => {
  expect(rightsProblems({ roles: ['project-staff', 'specialist'], projects: ['p'], missions: [], specialties: ['dermatology'] })).toEqual({});
  expect(rightsProblems({ ...NO_RIGHTS, roles: ['coordinator', 'administrator', 'auditor'] })).toEqual({});
});

it('do not fit together otherwise', () => {
  expect(rightsProblems(NO_RIGHTS)).toEqual({ roles: 'accounts:rights.role-missing' });
  expect(rightsProblems({ ...NO_RIGHTS, roles: ['medco'] })).toEqual({ missions: 'accounts:rights.missions-missing' });
  expect(rightsProblems({ ...NO_RIGHTS, roles: ['auditor'], projects: ['p'] })).toEqual({ projects: 'accounts:rights.projects-without-role' });
});

it('hold where the role says', () => {
  const rights = { roles: ['medco'], projects: ['p'], missions: ['m'], specialties: [] } as const;
  expect(placesOf('medco', rights)).toEqual(['m']);
  expect(placesOf('coordinator', rights)).toEqual([]);
});
