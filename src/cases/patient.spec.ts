import fc from 'fast-check';
import { AGE_UNITS, ageOn, patientInWords } from './patient.js';

const words = (key: string, values: Record<string, unknown> = {}) => (key === 'cases:patient.in-words' ? `${values.who}, ${values.age}` : `${key.split('.').at(-1)}${values.count ?? ''}`);

describe('an age', () => {
  it('stays as it was told while no whole unit has passed', () => {
    expect(ageOn({ value: 6, unit: 'years', on: '2026-01-10' }, new Date('2026-11-10'))).toEqual({ value: 6, unit: 'years' });
  });

  it('moves on from days to months to years, as clinicians say it', () => {
    const newborn = { value: 4, unit: 'days', on: '2026-01-01' } as const;
    expect(ageOn(newborn, new Date('2026-01-11'))).toEqual({ value: 14, unit: 'days' });
    expect(ageOn(newborn, new Date('2026-04-01'))).toEqual({ value: 3, unit: 'months' });
    expect(ageOn(newborn, new Date('2029-01-01'))).toEqual({ value: 3, unit: 'years' });
  });

  it('never goes back', () => {
    const days = { years: 365.25, months: 30.4375, days: 1 };
    fc.assert(
      fc.property(fc.nat(80), fc.constantFrom(...AGE_UNITS), fc.nat(4000), (value, unit, later) => {
        const age = ageOn({ value, unit, on: '2020-01-01' }, new Date(Date.UTC(2020, 0, 1 + later)));
        return (age.value + 1) * days[age.unit] > value * days[unit];
      }),
    );
  });

  it('is said with a word that names nobody', () => {
    expect(patientInWords({ value: 6, unit: 'years', on: '2026-01-01' }, 'female', new Date('2026-02-01'), words)).toBe('child-female, years6');
    expect(patientInWords({ value: 18, unit: 'years', on: '2026-01-01' }, 'male', new Date('2026-02-01'), words)).toBe('adult-male, years18');
  });
});
