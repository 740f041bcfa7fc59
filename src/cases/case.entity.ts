import { Column, Entity } from 'typeorm';
import { BaseEntity } from '#libs/database/base.entity';
import type { Allocation } from './allocation.entity.js';
import { CaseIsClosed, CaseMoved, CaseNotFound, DraftChangedElsewhere } from './case.errors.js';
import { standingOf } from './case.standing.js';
import type { CaseState } from './case.state.js';
import type { Closing } from './closing.js';

export type CaseKind = 'clinical' | 'radiology' | 'training';

/** What was typed into the form, by field name; a draft keeps whatever it was. */
export type TypedForm = Record<string, string | string[]>;

/** The page that a draft is saved from. */
export interface DraftPage {
  /** Of this drawing of the form; none for what is not saved from a page. */
  readonly key: string;
  /** How often it has been sent from there: without JavaScript always 0. */
  readonly step: number;
  /** The version of the draft that the page was drawn with; undefined replaces whatever is there. */
  readonly version: number | undefined;
}

/** A patient's problem, asked of specialists far away: what was written, where it stands, how it ended. */
@Entity('cases')
export class Case extends BaseEntity {
  /** Project code, year, number: `BUN-2026-0042`. Says nothing of the patient. */
  @Column({ type: 'text', update: false })
  readonly reference: string;

  @Column('uuid')
  readonly projectId: string;

  /** Who answers for it in the project, and gets its mails: who began it, or took it over. */
  @Column('uuid')
  authorId: string;

  @Column('uuid', { nullable: true })
  patientId: string | null = null;

  @Column('text')
  state: CaseState = 'draft';

  @Column('timestamptz')
  stateSince: Date = new Date();

  @Column('timestamptz')
  lastActivityAt: Date = new Date();

  @Column('text')
  kind: CaseKind = 'clinical';

  @Column('text')
  title: string = '';

  @Column('text', { nullable: true })
  specialty: string | null = null;

  @Column('boolean')
  isUrgent: boolean = false;

  @Column('text')
  language: string = 'en';

  @Column('jsonb')
  form: TypedForm = {};

  /** The version of each section that the case was answered with. */
  @Column('jsonb')
  sectionVersions: Record<string, number> = {};

  /** Counts the saves of a draft, so that a stale page is noticed. */
  @Column('integer')
  version: number = 1;

  /** The key of the page that a draft was last saved from: that page may save it again, whatever version it knows of. */
  @Column('text', { nullable: true })
  savedFrom: string | null = null;

  /** How often that page had sent it: what it sent before, and comes late, is out of date. */
  @Column('integer')
  savedStep: number = 0;

  @Column('timestamptz', { nullable: true })
  submittedAt: Date | null = null;

  @Column('timestamptz', { nullable: true })
  closedAt: Date | null = null;

  @Column('uuid', { nullable: true })
  closedBy: string | null = null;

  @Column('jsonb', { nullable: true })
  closing: Closing | null = null;

  /** The closed case that this one goes on from. */
  @Column('uuid', { nullable: true })
  readonly continuesId: string | null = null;

  get isDraft(): boolean {
    return this.state === 'draft';
  }

  get isClosed(): boolean {
    return this.state === 'closed';
  }

  get isPostedInError(): boolean {
    return this.state === 'posted-in-error';
  }

  /** @throws CaseIsClosed, CaseMoved when it is no longer a draft */
  assertDraft(): void {
    this.assertOpen();
    if (!this.isDraft) throw new CaseMoved();
  }

  /** @throws CaseIsClosed, CaseNotFound when it was posted in error: there is none any more */
  assertOpen(): void {
    if (this.isClosed) throw new CaseIsClosed();
    if (this.isPostedInError) throw new CaseNotFound();
  }

  /** @throws CaseMoved when it has not been submitted yet */
  assertSubmitted(): void {
    this.assertOpen();
    if (this.isDraft) throw new CaseMoved();
  }

  /**
   * Takes note of a save of a draft.
   * @returns false when the same page has sent something newer already
   * @throws DraftChangedElsewhere when it was saved from another page since this one was opened
   */
  savedBy({ key, step, version }: DraftPage): boolean {
    const isSamePage = key !== '' && key === this.savedFrom;
    if (!isSamePage && version !== undefined && version !== this.version) throw new DraftChangedElsewhere();
    if (isSamePage && step < this.savedStep) return false;
    this.version += 1;
    this.savedFrom = key || null;
    this.savedStep = step;
    return true;
  }

  /** Something was added that changes nothing else. */
  noteActivity(now: Date): void {
    this.assertSubmitted();
    this.lastActivityAt = now;
  }

  submit(patientId: string, now: Date): void {
    this.assertDraft();
    this.patientId = patientId;
    this.submittedAt = now;
    this.enter('awaiting-allocation', now);
  }

  /** Works the state out anew after something happened to an allocation. */
  follow(allocations: readonly Allocation[], now: Date): void {
    this.assertSubmitted();
    const next = standingOf(this.state, allocations, now).state;
    this.lastActivityAt = now;
    if (next !== this.state) this.enter(next, now);
  }

  close(actorId: string, closing: Closing, now: Date): void {
    this.assertSubmitted();
    this.closing = closing;
    this.closedBy = actorId;
    this.closedAt = now;
    this.enter('closed', now);
  }

  /** Of the wrong patient, in the wrong project: from now on as if it had never been. A draft is deleted instead. */
  takeBack(now: Date): void {
    this.assertSubmitted();
    this.enter('posted-in-error', now);
  }

  /** Somebody else of the project answers for it from now on. */
  handTo(accountId: string, now: Date): void {
    this.assertOpen();
    this.authorId = accountId;
    this.lastActivityAt = now;
  }

  private enter(state: CaseState, now: Date): void {
    this.state = state;
    this.stateSince = now;
    this.lastActivityAt = now;
  }
}
