import { DiscoveryService } from '@nestjs/core';
import type { CaseGrants } from './case.policy.js';

/** An action on a case that another module offers, as a link on the details page, for whom its rule lets. */
export interface CaseLinkSpec {
  readonly label: string;
  readonly icon: string;
  readonly order: number;
  readonly grants: CaseGrants;
  readonly href: (reference: string) => string;
}

export const CaseLink = DiscoveryService.createDecorator<CaseLinkSpec>();
