import { Column, Entity } from 'typeorm';
import { BaseEntity } from '#libs/database/base.entity';
import { AllocationMoved, CaseMoved } from './case.errors.js';
import { isPending } from './case.standing.js';
import { ALLOCATION_MOVES, isLive, type AllocationState } from './case.state.js';

/** One specialist asked for one case: from being allocated to an answer, a refusal or a withdrawal. */
@Entity('case_allocations')
export class Allocation extends BaseEntity {
  @Column('uuid')
  readonly caseId: string;

  @Column('uuid')
  readonly specialistId: string;

  @Column('text')
  readonly specialty: string;

  @Column('text')
  state: AllocationState = 'allocated';

  @Column('timestamptz')
  stateSince: Date = new Date();

  @Column('uuid')
  readonly allocatedBy: string;

  /** When the answer is due; counted in service hours from the allocation. */
  @Column('timestamptz')
  dueAt: Date;

  @Column('text')
  readonly note: string = '';

  @Column('timestamptz', { nullable: true })
  acceptedAt: Date | null = null;

  /** When they first answered. */
  @Column('timestamptz', { nullable: true })
  answeredAt: Date | null = null;

  /** When that first answer was due, as of the moment it came; null of old answers too, where nobody knows any more. */
  @Column('timestamptz', { nullable: true })
  answerWasDueAt: Date | null = null;

  @Column('text', { nullable: true })
  refusalReason: string | null = null;

  @Column('text')
  withdrawalReason: string = '';

  get isLive(): boolean {
    return isLive(this.state);
  }

  accept(now: Date): void {
    if (this.state !== 'allocated') throw new AllocationMoved();
    this.moveTo('accepted', now);
    this.acceptedAt = now;
  }

  refuse(reason: string, now: Date): void {
    this.moveTo('refused', now);
    this.refusalReason = reason;
  }

  ask(now: Date): void {
    this.moveTo('asked', now);
  }

  answer(now: Date): void {
    this.moveTo('answered', now);
    if (this.answeredAt) return;
    this.answeredAt = now;
    this.answerWasDueAt = this.dueAt;
  }

  /** The project has replied, or asked on: the specialist has the turn again, with a new due time. */
  takeUpAgain(now: Date, dueAt: Date): void {
    if (this.state === 'allocated') throw new AllocationMoved();
    this.moveTo('accepted', now);
    this.dueAt = dueAt;
  }

  /** @throws CaseMoved when the move is no longer theirs: what is due next is counted anew then */
  changeDueTime(dueAt: Date): void {
    if (!isPending(this)) throw new CaseMoved();
    this.dueAt = dueAt;
  }

  /** Too late once they have answered: whoever has answered keeps seeing the case. */
  get isWithdrawable(): boolean {
    return this.answeredAt === null && ALLOCATION_MOVES[this.state].includes('withdrawn');
  }

  /** @param reason may be empty */
  withdraw(reason: string, now: Date): void {
    if (!this.isWithdrawable) throw new AllocationMoved();
    this.moveTo('withdrawn', now);
    this.withdrawalReason = reason;
  }

  /** @throws AllocationMoved when it is too late for that */
  private moveTo(next: AllocationState, now: Date): void {
    if (!ALLOCATION_MOVES[this.state].includes(next)) throw new AllocationMoved();
    this.state = next;
    this.stateSince = now;
  }
}
