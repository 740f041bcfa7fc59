import fc from 'fast-check';
import { Allocation } from './allocation.entity.js';
import { Case } from './case.entity.js';
import { AllocationMoved, CaseIsClosed, CaseMoved } from './case.errors.js';
import { standingOf, type Pending } from './case.standing.js';
import { ALLOCATION_MOVES, ALLOCATION_STATES, isLive, type AllocationState, type CaseState } from './case.state.js';

const now = new Date('2026-11-20T12:00Z');
/** "Ana accepted late": the specialist, the state of their allocation, and whether it is overdue. */
const allocation = (told: string): Pending => {
  const [specialistId, state, late] = told.split(' ') as [string, AllocationState, string?];
  return { specialistId, state, dueAt: new Date(now.getTime() + (late ? -1 : 1)) };
};
const told = (stored: CaseState, ...allocations: string[]) => {
  const { state, waitsFor } = standingOf(stored, allocations.map(allocation), now);
  return [state, [waitsFor.project && 'project', waitsFor.coordinators && 'coordinators', ...waitsFor.specialistIds].filter(Boolean).join(' and ')];
};

describe('where a case stands, and whom it waits for', () => {
  it.each<[CaseState, string[], string, string]>([
    ['draft', [], 'draft', 'project'],
    ['awaiting-allocation', [], 'awaiting-allocation', 'coordinators'],
    ['allocated', ['Ana allocated'], 'allocated', 'Ana'],
    ['allocated', ['Ana allocated late'], 'allocated', 'coordinators and Ana'],
    ['allocated', ['Ana accepted'], 'with-specialist', 'Ana'],
    ['with-specialist', ['Ana accepted late'], 'with-specialist', 'coordinators and Ana'],
    ['with-specialist', ['Ana asked'], 'information-requested', 'project'],
    ['with-specialist', ['Ana asked late'], 'information-requested', 'project'],
    ['with-specialist', ['Ana answered late'], 'answered', 'project'],
    ['allocated', ['Ana refused late'], 'awaiting-allocation', 'coordinators'],
    ['allocated', ['Ana withdrawn'], 'awaiting-allocation', 'coordinators'],
    ['allocated', ['Ana refused', 'Ana allocated'], 'allocated', 'Ana'],
    ['answered', ['Ana answered', 'Ben allocated'], 'allocated', 'Ben'],
    ['answered', ['Ana answered', 'Ben allocated late'], 'allocated', 'coordinators and Ben'],
    ['with-specialist', ['Ana accepted', 'Ben allocated late'], 'with-specialist', 'coordinators and Ben and Ana'],
    ['with-specialist', ['Ana accepted', 'Ben asked'], 'information-requested', 'project and Ana'],
    ['with-specialist', ['Ana allocated', 'Ben asked'], 'information-requested', 'project and Ana'],
    ['with-specialist', ['Ana accepted late', 'Ben asked'], 'information-requested', 'project and coordinators and Ana'],
    ['with-specialist', ['Ana accepted', 'Ben asked late'], 'information-requested', 'project and Ana'],
    ['answered', ['Ana answered', 'Ben refused'], 'answered', 'project'],
    ['closed', ['Ana accepted late', 'Ben asked'], 'closed', ''],
  ])('%s with %j', (stored, allocations, state, waitsFor) => {
    expect(told(stored, ...allocations)).toEqual([state, waitsFor]);
  });
});

describe('any order of commands', () => {
  const COMMANDS = {
    allocate: () => undefined,
    accept: (one: Allocation) => one.accept(now),
    refuse: (one: Allocation) => one.refuse('away', now),
    ask: (one: Allocation) => one.ask(now),
    answer: (one: Allocation) => one.answer(now),
    takeUpAgain: (one: Allocation) => one.takeUpAgain(now, now),
    withdraw: (one: Allocation) => one.withdraw('', now),
    changeDueTime: (one: Allocation) => one.changeDueTime(new Date(now.getTime() - 1)),
    close: () => undefined,
  };
  const open = (Object.keys(COMMANDS) as (keyof typeof COMMANDS)[]).filter((command) => command !== 'close');
  const command = fc.oneof({ weight: 20, arbitrary: fc.constantFrom(...open) }, { weight: 1, arbitrary: fc.constant('close' as const) });
  const commands = fc.array(fc.tuple(fc.nat(2), command), { maxLength: 40, size: 'max' });

  /** Gives one command to the case, by the rules. @throws when they say no */
  function give(command: keyof typeof COMMANDS, at: number, kase: Case, allocations: Allocation[]): void {
    if (command === 'close') return kase.close('somebody', { skippedBecause: 'done' }, now);
    kase.assertSubmitted();
    if (command === 'allocate') allocations.push(Object.assign(new Allocation(), { specialistId: `${allocations.length}`, dueAt: now }));
    else if (allocations[at]) COMMANDS[command](allocations[at]);
    kase.follow(allocations, now);
  }

  it('keeps closed final, loses no allocation, and gives every turn to somebody who exists', () => {
    fc.assert(
      fc.property(commands, (steps) => {
        const kase = new Case();
        kase.submit('patient', now);
        const allocations: Allocation[] = [];
        for (const [at, command] of steps) {
          const [wasClosed, before] = [kase.isClosed, allocations.map((one) => ({ one, state: one.state, answeredAt: one.answeredAt }))];
          try {
            give(command, at, kase, allocations);
            expect(wasClosed).toBe(false);
          } catch (error) {
            if (![CaseIsClosed, CaseMoved, AllocationMoved].some((expected) => error instanceof expected)) throw error;
          }
          if (wasClosed) expect(kase.state).toBe('closed');
          for (const [number, { one, state, answeredAt }] of before.entries()) {
            expect(allocations[number]).toBe(one);
            if (one.state !== state) expect(ALLOCATION_MOVES[state]).toContain(one.state);
            if (answeredAt) expect([isLive(one.state), one.answeredAt]).toEqual([true, answeredAt]);
          }
          const { state, waitsFor } = standingOf(kase.state, allocations, now);
          expect(state).toBe(kase.state);
          expect(waitsFor.project || waitsFor.coordinators || waitsFor.specialistIds.length > 0).toBe(!kase.isClosed);
          for (const id of waitsFor.specialistIds) expect(ALLOCATION_MOVES[allocations.find(({ specialistId }) => specialistId === id)!.state]).toContain('withdrawn');
        }
      }),
      { numRuns: 300 },
    );
  });

  it('can reach every state of an allocation', () => {
    const reached = new Set<AllocationState>();
    fc.assert(fc.property(commands, (steps) => {
      const kase = new Case();
      kase.submit('patient', now);
      const allocations: Allocation[] = [];
      for (const [at, command] of steps) {
        try {
          give(command, at, kase, allocations);
        } catch { /* a rule said no */ }
      }
      for (const { state } of allocations) reached.add(state);
    }), { numRuns: 300 });
    expect([...reached].sort()).toEqual([...ALLOCATION_STATES].sort());
  });
});
