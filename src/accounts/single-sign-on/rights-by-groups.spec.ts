import fc from 'fast-check';
import { NO_RIGHTS, rightsProblems, type Rights } from '../rights.js';
import { rightsByGroups, type Grant } from './rights-by-groups.js';

const GRANTS: Grant[] = [
  { group: 'Coordinators', role: 'coordinator' },
  { group: 'cn=skin,ou=groups,dc=hospital', role: 'specialist', place: 'dermatology' },
  { group: 'cn=field,ou=groups,dc=hospital', role: 'project-staff', place: 'bunara' },
];
const BY_HAND: Rights = { roles: ['project-staff', 'specialist', 'auditor'], projects: ['tindra'], missions: [], specialties: ['radiology'] };

it('gives members what their groups grant, whatever the way a group is written', () => {
  expect(rightsByGroups(NO_RIGHTS, GRANTS, ['coordinators', 'CN=skin, OU=groups, DC=hospital'])).toEqual({ roles: ['specialist', 'coordinator'], projects: [], missions: [], specialties: ['dermatology'] });
});

it('takes it from whoever has left them, and leaves what people granted by hand', () => {
  const both = rightsByGroups(BY_HAND, GRANTS, GRANTS.map(({ group }) => group));
  expect(both).toEqual({ roles: ['project-staff', 'specialist', 'coordinator', 'auditor'], projects: ['tindra', 'bunara'], missions: [], specialties: ['radiology', 'dermatology'] });
  expect(rightsByGroups(both, GRANTS, [])).toEqual(BY_HAND);
});

it('never makes rights that do not fit together, and changes nothing the second time', () => {
  const groups = fc.subarray(GRANTS.map(({ group }) => group));
  fc.assert(fc.property(groups, fc.constantFrom(NO_RIGHTS, BY_HAND), (mine, before) => {
    const after = rightsByGroups(before, GRANTS, mine);
    expect(Object.keys(rightsProblems(after))).toEqual(after.roles.length ? [] : ['roles']);
    expect(rightsByGroups(after, GRANTS, mine)).toEqual(after);
    expect(after.roles.includes('auditor')).toBe(before.roles.includes('auditor'));
  }));
});
