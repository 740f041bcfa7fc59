import { DomainEvent } from '#libs/events/domain-event';

interface OfCase {
  readonly caseId: string;
  readonly reference: string;
}
interface OfAllocation extends OfCase {
  readonly allocationId: string;
  readonly specialistId: string;
}

export class CaseSubmitted extends DomainEvent<OfCase> {
  static override readonly type = 'cases.submitted';
}
export class CaseAllocated extends DomainEvent<OfAllocation> {
  static override readonly type = 'cases.allocated';
}
export class AllocationAccepted extends DomainEvent<OfAllocation> {
  static override readonly type = 'cases.allocation-accepted';
}
export class AllocationRefused extends DomainEvent<OfAllocation> {
  static override readonly type = 'cases.allocation-refused';
}
export class AllocationWithdrawn extends DomainEvent<OfAllocation> {
  static override readonly type = 'cases.allocation-withdrawn';
}
export class InformationRequested extends DomainEvent<OfAllocation> {
  static override readonly type = 'cases.information-requested';
}
/** The project replied to questions, or asked on after an answer: these specialists have the turn again. */
export class ProjectReplied extends DomainEvent<OfCase & { readonly specialistIds: readonly string[] }> {
  static override readonly type = 'cases.project-replied';
}
export class CaseAnswered extends DomainEvent<OfAllocation> {
  static override readonly type = 'cases.answered';
}
/** Nobody has allocated it in time; one specialist has not answered in time; nobody at all has answered in days. */
export type AlarmKind = 'unallocated' | 'overdue' | 'unanswered';
export class CaseOverdue extends DomainEvent<OfCase & { readonly kind: AlarmKind; readonly allocationId: string | null }> {
  static override readonly type = 'cases.overdue';
}
export class CaseClosed extends DomainEvent<OfCase & { readonly closedByProject: boolean; readonly specialistIds: readonly string[] }> {
  static override readonly type = 'cases.closed';
}
export class CaseContinued extends DomainEvent<OfCase & { readonly previousCaseId: string; readonly previousReference: string }> {
  static override readonly type = 'cases.continued';
}
/** It is gone for everybody. `isTheProjectsTurn`: everybody of the project had it to do. */
export class CasePostedInError extends DomainEvent<OfCase & { readonly projectId: string; readonly isTheProjectsTurn: boolean; readonly specialistIds: readonly string[] }> {
  static override readonly type = 'cases.posted-in-error';
}
/** Some weeks have passed since the case was closed: what became of the patient? */
export class OutcomeDue extends DomainEvent<OfCase & { readonly projectId: string }> {
  static override readonly type = 'cases.outcome-due';
}
/** Somebody else of the project answers for it: a draft, or an open case. */
export class CaseHandedOver extends DomainEvent<OfCase & { readonly fromId: string; readonly toId: string }> {
  static override readonly type = 'cases.handed-over';
}
export class MedcoNotified extends DomainEvent<OfCase & { readonly missionId: string }> {
  static override readonly type = 'cases.medco-notified';
}
