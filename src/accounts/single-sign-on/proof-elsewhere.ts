import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { Actor } from '#libs/authorization/actor';
import { UnitOfWork } from '#libs/database/unit-of-work';
import type { AppRequest } from '#libs/sessions/request';
import { stepUp } from '#libs/sessions/sign-in-session';
import type { Errand } from '#libs/sign-on/openid-provider';
import { NotProven, SignOnDown } from '#libs/sign-on/proof';
import { accountPaths } from '../accounts.paths.js';
import { ProofDesk } from '../proof.desk.js';
import { ProofService } from '../proof.service.js';
import { findByIdentity } from './identity.store.js';
import { Provider } from './provider.js';
import { WayElsewhere } from './way-elsewhere.js';

/** Shows once more who one is where one signs in: at the hospital's provider, which is told to ask for the password anew. */
@Injectable()
export class ProofElsewhere {
  constructor(
    private readonly provider: Provider,
    private readonly way: WayElsewhere,
    private readonly proof: ProofService,
    private readonly desk: ProofDesk,
    private readonly work: UnitOfWork,
  ) {}

  /** @throws Redraw of the page, when the provider does not answer */
  async leave(actor: Actor, next: string, request: AppRequest, response: Response): Promise<void> {
    const { client } = this.provider;
    if (!client) return response.redirect(303, accountPaths.proof(next));
    const { address, errand } = await client.begin('anew').catch((error: unknown) => this.explain(error, actor, next, request));
    request.session.errand = { ...errand, next, kept: null, proves: actor.id };
    await this.way.toSignIn(address, request, response);
  }

  /** @returns where to go on @throws Redraw of the page, when it was not them */
  async back(actor: Actor, query: string, { next, ...errand }: Errand & { readonly next: string }, request: AppRequest): Promise<string> {
    const { proof } = await this.provider.client!.finish(query, errand, 'anew').catch((error: unknown) => this.explain(error, actor, next, request));
    const known = await this.work.run((tx) => findByIdentity(tx, proof));
    if (!(await this.proof.remember(actor, known?.id === actor.id))) throw await this.desk.redraw(actor, { next, problem: 'accounts:proof.somebody-else' }, request);
    await stepUp(request);
    return next;
  }

  private async explain(error: unknown, actor: Actor, next: string, request: AppRequest): Promise<never> {
    if (!(error instanceof SignOnDown) && !(error instanceof NotProven)) throw error;
    await this.proof.remember(actor, false);
    throw error instanceof SignOnDown ? await this.desk.redraw(actor, { next, problem: 'accounts:elsewhere.down' }, request, 503) : await this.desk.redraw(actor, { next, problem: 'accounts:elsewhere.not-proven' }, request);
  }
}
