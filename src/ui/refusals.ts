import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#libs/database/unit-of-work';
import type { AppRequest } from '#libs/sessions/request';

/** Statuses that mean: a rule said no. */
const REFUSED = new Set([403, 404, 409]);
const REFERENCE = /^\/cases\/([A-Z]{2,5}-\d{4}-\d{4,})(?:[/.]|$)/;

/** Puts refusals on the access log: who tried what, on which case. */
@Injectable()
export class Refusals {
  constructor(private readonly work: UnitOfWork) {}

  /** Visitors who mistype an address are nobody's refusal; signed-in people who are told no are. */
  async record(request: AppRequest, status: number): Promise<void> {
    const { actor } = request;
    if (!actor || !REFUSED.has(status)) return;
    const path = request.path.slice(0, 300);
    await this.work.run((tx) =>
      tx.log({
        who: actor,
        action: 'request.refused',
        subject: { caseReference: REFERENCE.exec(request.path)?.[1], what: `${request.method} ${path}` },
        outcome: 'refused',
      }),
    );
  }
}
