import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/authorization/actor';
import { blankForm, type FormState } from '#libs/forms/form';
import { Dictionary } from '#libs/i18n/words';
import type { AppRequest } from '#libs/sessions/request';
import { Redraw } from '#libs/views/redraw';
import { proofPage } from './proof.page.js';
import { ProofService } from './proof.service.js';
import { SecondStep } from './second-step.service.js';
import { Provider } from './single-sign-on/provider.js';

interface Content {
  readonly form?: FormState;
  readonly next: string;
  readonly problem?: string;
  /** What fills the placeholders of it. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Lays out the page that asks who one is; a passkey gets a new challenge each time. */
@Injectable()
export class ProofDesk {
  constructor(
    private readonly proof: ProofService,
    private readonly step: SecondStep,
    private readonly provider: Provider,
    private readonly dictionary: Dictionary,
  ) {}

  async page(actor: Actor, { form = blankForm(), next, problem, details }: Content, { session, language }: AppRequest) {
    const options = await this.step.passkeyOptions(actor.id, 'required');
    session.challenge = options?.challenge;
    const words = this.dictionary.in(language);
    const { client, name } = this.provider;
    const content = { form, next, problem: problem && words(problem, { name, ...details }), email: actor.email, passkey: options && JSON.stringify(options), provider: client && name };
    return proofPage({ ...content, ways: await this.proof.ways(actor) }, words);
  }

  async redraw(actor: Actor, content: Content, request: AppRequest, status: 422 | 429 | 503 = 422, minutes?: number): Promise<Redraw> {
    return new Redraw('accounts/proof', await this.page(actor, content, request), status, minutes);
  }
}
