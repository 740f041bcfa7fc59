import fc from 'fast-check';

export const PEOPLE = 3;
export const PROJECTS = 3;
export const SPECIALTIES = ['dermatology', 'pediatrics'];
const ROLES = ['project-staff', 'medco', 'specialist', 'coordinator'] as const;
const CASE_STATES = ['draft', 'awaiting-allocation', 'with-specialist', 'answered', 'closed', 'posted-in-error'] as const;
const ALLOCATION_STATES = ['allocated', 'accepted', 'asked', 'answered', 'refused', 'withdrawn'] as const;

/** People, projects and specialties by number; times in minutes. */
export interface MadeCase {
  readonly state: (typeof CASE_STATES)[number];
  readonly project: number;
  readonly specialty: string;
  readonly kind: 'clinical' | 'training';
  readonly isUrgent: boolean;
  readonly daysAgo: number;
  /** From posting; of a closed case. */
  readonly closedAfter: number;
  readonly closing: { readonly skippedBecause: string } | { readonly carriedOut: 'all' | 'not'; readonly condition: 'better' | 'died' };
  readonly report: 'none' | 'told' | 'untold' | 'owed';
  readonly allocations: readonly MadeAllocation[];
}

export interface MadeAllocation {
  readonly specialist: number;
  readonly state: (typeof ALLOCATION_STATES)[number];
  /** From posting. */
  readonly after: number;
  readonly acceptedAfter: number | null;
  readonly answeredAfter: number | null;
  /** From the allocation; null where nobody knows any more. */
  readonly wasDueAfter: number | null;
  readonly isLate: boolean;
}

export interface Asker {
  readonly roles: readonly (typeof ROLES)[number][];
  readonly member: readonly number[];
  readonly coordinates: readonly number[];
}

const minutes = fc.integer({ min: 1, max: 5000 });
const perhaps = fc.option(minutes);
const some = (most: number) => fc.uniqueArray(fc.nat(most - 1), { maxLength: most });
const allocation: fc.Arbitrary<MadeAllocation> = fc.record({
  specialist: fc.nat(PEOPLE - 1), state: fc.constantFrom(...ALLOCATION_STATES), after: minutes, acceptedAfter: perhaps, answeredAfter: perhaps, wasDueAfter: perhaps, isLate: fc.boolean(),
});

export const madeCases: fc.Arbitrary<MadeCase[]> = fc.array(fc.record({
  state: fc.constantFrom(...CASE_STATES),
  project: fc.nat(PROJECTS - 1),
  specialty: fc.constantFrom(...SPECIALTIES),
  kind: fc.constantFrom('clinical' as const, 'clinical' as const, 'training' as const),
  isUrgent: fc.boolean(),
  daysAgo: fc.constantFrom(1, 20, 50),
  closedAfter: minutes,
  closing: fc.constantFrom({ skippedBecause: 'Left' }, { carriedOut: 'all' as const, condition: 'better' as const }, { carriedOut: 'not' as const, condition: 'died' as const }),
  report: fc.constantFrom('none' as const, 'told' as const, 'untold' as const, 'owed' as const),
  allocations: fc.uniqueArray(allocation, { maxLength: 3, selector: ({ specialist }) => specialist }),
}), { minLength: 1, maxLength: 12 });

export const askers: fc.Arbitrary<Asker> = fc.record({ roles: fc.subarray([...ROLES], { minLength: 1 }), member: some(PROJECTS), coordinates: some(2) });
