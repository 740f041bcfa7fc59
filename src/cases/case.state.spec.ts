import fc from 'fast-check';
import { Allocation } from './allocation.entity.js';
import { Case } from './case.entity.js';
import { AllocationMoved, CaseIsClosed, CaseMoved, CaseNotFound } from './case.errors.js';
import { ALLOCATION_MOVES, ALLOCATION_STATES, CASE_STATES, deriveState, TURN_OF, type AllocationState } from './case.state.js';

const submitted = () => {
  const kase = new Case();
  kase.submit('patient', new Date());
  return kase;
};

describe('the state of a case', () => {
  it.each<[AllocationState[], string]>([
    [[], 'awaiting-allocation'],
    [['allocated'], 'allocated'],
    [['accepted'], 'with-specialist'],
    [['asked'], 'information-requested'],
    [['answered'], 'answered'],
    [['refused'], 'awaiting-allocation'],
    [['withdrawn'], 'awaiting-allocation'],
    [['answered', 'allocated'], 'allocated'],
    [['answered', 'accepted'], 'with-specialist'],
    [['accepted', 'asked'], 'information-requested'],
    [['allocated', 'accepted'], 'with-specialist'],
    [['answered', 'refused'], 'answered'],
  ])('with allocations %j is %s', (allocations, state) => {
    expect(deriveState(allocations, false)).toBe(state);
  });

  it('is closed for good, whatever the allocations are', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...ALLOCATION_STATES)), (allocations) => deriveState(allocations, true) === 'closed'));
  });

  it('does not depend on the order of the allocations', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...ALLOCATION_STATES)), (allocations) => deriveState(allocations, false) === deriveState(allocations.toReversed(), false)));
  });

  it('always says whose turn it is', () => {
    expect(CASE_STATES.filter((state) => TURN_OF[state] === 'nobody')).toEqual(['closed']);
  });
});

describe('a closed case', () => {
  const closed = () => {
    const kase = submitted();
    kase.close('somebody', { skippedBecause: 'moved away' }, new Date());
    return kase;
  };

  it('takes no submission, no following, no second closing', () => {
    expect(() => closed().submit('patient', new Date())).toThrow(CaseIsClosed);
    expect(() => closed().follow([], new Date())).toThrow(CaseIsClosed);
    expect(() => closed().close('somebody', { skippedBecause: 'again' }, new Date())).toThrow(CaseIsClosed);
  });
});

describe('a case posted in error', () => {
  const takenBack = () => {
    const kase = submitted();
    kase.takeBack(new Date());
    return kase;
  };

  it('is as if it had never been, whatever is done next', () => {
    expect(() => takenBack().submit('patient', new Date())).toThrow(CaseNotFound);
    expect(() => takenBack().follow([], new Date())).toThrow(CaseNotFound);
    expect(() => takenBack().noteActivity(new Date())).toThrow(CaseNotFound);
    expect(() => takenBack().close('somebody', { skippedBecause: 'again' }, new Date())).toThrow(CaseNotFound);
    expect(() => takenBack().takeBack(new Date())).toThrow(CaseNotFound);
  });

  it('was neither a draft nor closed', () => {
    const closed = submitted();
    closed.close('somebody', { skippedBecause: 'moved away' }, new Date());
    expect(() => closed.takeBack(new Date())).toThrow(CaseIsClosed);
    expect(() => new Case().takeBack(new Date())).toThrow(CaseMoved);
  });
});

describe('a draft', () => {
  it('can be submitted once, and neither followed nor closed', () => {
    expect(() => submitted().submit('patient', new Date())).toThrow(CaseMoved);
    expect(() => new Case().follow([], new Date())).toThrow(CaseMoved);
    expect(() => new Case().close('somebody', { skippedBecause: 'no' }, new Date())).toThrow(CaseMoved);
  });
});

describe('an allocation', () => {
  const now = new Date();
  const verbs = {
    accepted: (allocation: Allocation) => (allocation.state === 'allocated' ? allocation.accept(now) : allocation.takeUpAgain(now, now)),
    refused: (allocation: Allocation) => allocation.refuse('away', now),
    asked: (allocation: Allocation) => allocation.ask(now),
    answered: (allocation: Allocation) => allocation.answer(now),
    withdrawn: (allocation: Allocation) => allocation.withdraw('', now),
  };

  it('moves as its table says, and never otherwise', () => {
    for (const from of ALLOCATION_STATES) {
      for (const [to, move] of Object.entries(verbs) as [AllocationState, (allocation: Allocation) => void][]) {
        const allocation = Object.assign(new Allocation(), { state: from });
        if (ALLOCATION_MOVES[from].includes(to)) {
          move(allocation);
          expect(allocation.state).toBe(to);
        } else expect(() => move(allocation), `${from} to ${to}`).toThrow(AllocationMoved);
      }
    }
  });
});
