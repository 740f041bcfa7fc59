import { createParamDecorator, Injectable, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Actor } from '#libs/authorization/actor';
import type { RouteKeeper, RouteRule } from '#libs/authorization/allow.decorator';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { DoneAlready } from '#libs/forms/done-already';
import { CaseFactsReader } from './case.facts.js';
import { CaseNotFound, CaseNotYours } from './case.errors.js';
import { caseRules, may, type CaseFacts, type CaseGrants } from './case.policy.js';

/** Guards every route below `/cases/:reference`: what one may not see does not exist, what one may not do is refused. */
@Injectable()
export class CaseKeeper implements RouteKeeper {
  constructor(
    private readonly facts: CaseFactsReader,
    private readonly work: UnitOfWork,
  ) {}

  /**
   * A form that took the case out of one's sight (a refusal, a draft that was deleted) may come once more over a bad link.
   * @throws CaseNotFound, CaseNotYours, DoneAlready
   */
  async decide(actor: Actor, request: Request & { case?: CaseFacts }, grants: CaseGrants): Promise<void> {
    request.case = await this.judge(actor, String(request.params.reference), grants).catch(async (error: unknown) => {
      const key: unknown = request.body?._once;
      const location = typeof key === 'string' && key !== '' ? await this.work.whereItLed(key, actor.id) : undefined;
      throw location ? new DoneAlready(location) : error;
    });
  }

  /** The same for a case that is named elsewhere than in the address. @throws CaseNotFound, CaseNotYours */
  async judge(actor: Actor, reference: string, grants: CaseGrants): Promise<CaseFacts> {
    const facts = await this.facts.of(reference, actor);
    if (!facts || !may(caseRules.see, actor, facts)) throw new CaseNotFound();
    if (!may(grants, actor, facts)) throw new CaseNotYours();
    return facts;
  }
}

/** The rule of a route below `/cases/:reference`: `@Allow(onCase(caseRules.close))`. */
export const onCase = (grants: CaseGrants): RouteRule => ({ keeper: CaseKeeper, rule: grants });

/** The case of the address, as the guard found it. What is changed is locked and looked at again. */
export const CurrentCase = createParamDecorator((_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<{ case: CaseFacts }>().case);
