import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { AppRequest } from '#libs/sessions/request';
import type { KeptForm } from '../ui/kept-form.js';
import { Pages } from '../ui/pages.js';
import { accountPaths } from './accounts.paths.js';
import { Actors } from './actors.js';
import { originOf } from './recognise-the-person.js';
import { signInPage } from './sign-in.page.js';

/** Where somebody goes on after a sign-in. What was being typed when the session ran out waits on the next page, ready to be sent. */
@Injectable()
export class Welcome {
  constructor(
    private readonly actors: Actors,
    private readonly pages: Pages,
  ) {}

  async goOn(accountId: string, kept: KeptForm | null, next: string, request: AppRequest, response: Response): Promise<void> {
    if (!kept || request.session.mustEnrol) return response.redirect(303, next);
    request.actor = await this.actors.find(accountId, originOf(request));
    if (request.actor) request.language = request.actor.language;
    response.status(200).send(await this.pages.draw('ui/send-again', { kept }, request, response));
  }

  /** The password once more: whoever was on the way in has taken too long. */
  async askAgain(kept: KeptForm | null, next: string, request: AppRequest, response: Response): Promise<void> {
    if (!kept) return response.redirect(303, accountPaths.signIn());
    response.status(401).send(await this.pages.draw('accounts/sign-in', signInPage({ next, kept }), request, response));
  }
}
