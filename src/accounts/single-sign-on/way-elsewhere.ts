import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { Dictionary } from '#libs/i18n/words';
import type { AppRequest } from '#libs/sessions/request';
import { Pages } from '../../ui/pages.js';
import { accountPaths } from '../accounts.paths.js';
import { Provider } from './provider.js';

/** Sends browsers to the provider by a page that goes on by itself: a redirect would be one of a form, and ours may be sent to nobody else. */
@Injectable()
export class WayElsewhere {
  constructor(
    private readonly provider: Provider,
    private readonly pages: Pages,
    private readonly dictionary: Dictionary,
  ) {}

  /** To sign in there. */
  toSignIn(address: string, request: AppRequest, response: Response): Promise<void> {
    return this.lead('accounts:elsewhere.going', address, request, response);
  }

  /** After the session here has ended: to end the one at the provider too, where there is one that can be ended. */
  async afterSignOut(idToken: string | undefined, request: AppRequest, response: Response): Promise<void> {
    const address = idToken && (await this.provider.client?.endOfSession(idToken, this.provider.afterwards));
    if (!address) return response.redirect(303, accountPaths.signIn());
    request.actor = undefined;
    await this.lead('accounts:elsewhere.signed-out', address, request, response);
  }

  private async lead(lead: string, address: string, request: AppRequest, response: Response): Promise<void> {
    const words = this.dictionary.in(request.language);
    const page = { hasErrors: false, address, title: this.provider.name, lead: words(lead, { name: this.provider.name }) };
    response.setHeader('Refresh', `0; url=${address}`);
    response.status(200).send(await this.pages.draw('accounts/elsewhere', page, request, response));
  }
}
