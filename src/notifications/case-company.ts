import { Injectable } from '@nestjs/common';
import { People, type Person } from '../accounts/index.js';
import { CaseAudience, casePaths } from '../cases/index.js';
import { CaseMessages } from '../discussions/index.js';
import type { NotificationKind } from './notification.kinds.js';
import type { Notice } from './notifier.js';

/** Those who take part in a case, and can still sign in. */
@Injectable()
export class CaseCompany {
  constructor(
    private readonly audience: CaseAudience,
    private readonly messages: CaseMessages,
    private readonly people: People,
  ) {}

  /** The author, and who wrote in it for the project. */
  async projectStaff(caseId: string): Promise<Person[]> {
    const audience = await this.audience.involved(caseId, await this.messages.writersOf(caseId));
    return this.those(audience?.staffIds ?? []);
  }

  /** Specialists who have accepted it. */
  async specialists(caseId: string): Promise<Person[]> {
    const audience = await this.audience.involved(caseId);
    return this.those(audience?.specialistIds ?? []);
  }

  /** Those who see to it that it finds a specialist: coordinators, and Medcos of its mission who have asked to be told. */
  async whoAllocates(caseId: string): Promise<Person[]> {
    const audience = await this.audience.involved(caseId);
    return [...(await this.people.coordinators()), ...(audience ? await this.people.medcosFollowing(audience.missionId) : [])];
  }

  /** Of those whom an event names as specialists, who still are: a notice is a look at the case, too. */
  stillSpecialists(ids: readonly string[]): Promise<Person[]> {
    return this.people.specialistsAmong(ids);
  }

  /** Who has added something to it, as long as they take part in it: whoever has left since is told of it no more. */
  async whoAdded(caseId: string, id: string): Promise<Person[]> {
    const audience = await this.audience.involved(caseId, [id]);
    const involved = [...(audience?.staffIds ?? []), ...(audience?.specialistIds ?? []), ...(await this.people.coordinators()).map((person) => person.id)];
    return this.those(involved.includes(id) ? [id] : []);
  }

  async those(ids: Iterable<string>): Promise<Person[]> {
    const people = await this.people.byIds(ids);
    return [...people.values()].filter(({ isActive }) => isActive);
  }
}

/** A notice that leads to the case. */
export const aboutCase = (kind: NotificationKind, { reference }: { readonly reference: string }): Notice => ({ kind, caseReference: reference, link: casePaths.show(reference) });
