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
export class MedcoNotified extends DomainEvent<OfCase & { readonly missionId: string }> {
  static override readonly type = 'cases.medco-notified';
}
