import fc from 'fast-check';

export const PEOPLE = 3;
const ROLES = ['project-staff', 'medco', 'specialist', 'coordinator'] as const;
const CASE_STATES = ['draft', 'awaiting-allocation', 'allocated', 'with-specialist', 'information-requested', 'answered', 'closed', 'posted-in-error'] as const;
const KINDS = ['clinical', 'training'] as const;
export const WORDS = ['Éruption', 'fever', 'سُعال'];
const ALLOCATION_STATES = ['allocated', 'accepted', 'asked', 'answered', 'refused', 'withdrawn'] as const;

/** Who is who, and which cases there are; people and projects by number. Two projects of one mission, one of another; each has one patient. */
export interface World {
  readonly people: readonly { readonly roles: readonly (typeof ROLES)[number][]; readonly member: readonly number[]; readonly left: readonly number[]; readonly coordinates: readonly number[] }[];
  readonly isProjectClosed: readonly boolean[];
  readonly cases: readonly {
    readonly state: (typeof CASE_STATES)[number];
    readonly project: number;
    readonly author: number;
    readonly isUrgent: boolean;
    readonly kind: (typeof KINDS)[number];
    readonly daysAgo: number;
    readonly words: readonly string[];
    readonly writers: readonly number[];
    /** Goes on from the case before it. */
    readonly goesOn: boolean;
    readonly allocations: readonly { readonly specialist: number; readonly state: (typeof ALLOCATION_STATES)[number]; readonly isLate: boolean }[];
  }[];
}

export type MadeCase = World['cases'][number];

const some = (most: number) => fc.uniqueArray(fc.nat(most - 1), { maxLength: most });
const person = fc.nat(PEOPLE - 1);
export const worlds: fc.Arbitrary<World> = fc.record({
  people: fc.array(fc.record({ roles: fc.subarray([...ROLES], { minLength: 1, maxLength: 2 }), member: some(3), left: some(3), coordinates: some(2) }), { minLength: PEOPLE, maxLength: PEOPLE }),
  isProjectClosed: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
  cases: fc.array(fc.record({
    state: fc.constantFrom(...CASE_STATES),
    project: fc.nat(2),
    author: person,
    isUrgent: fc.boolean(),
    kind: fc.constantFrom(...KINDS),
    daysAgo: fc.nat(3),
    words: fc.subarray(WORDS),
    writers: some(PEOPLE),
    goesOn: fc.boolean(),
    allocations: fc.uniqueArray(fc.record({ specialist: person, state: fc.constantFrom(...ALLOCATION_STATES), isLate: fc.boolean() }), { maxLength: 2, selector: ({ specialist }) => specialist }),
  }), { minLength: 3, maxLength: 4 }),
});
