import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { AppRequest } from '#libs/sessions/request';
import type { KeptForm } from '../../ui/kept-form.js';
import { Pages } from '../../ui/pages.js';
import { accountPaths } from '../accounts.paths.js';
import { CodeDesk } from '../code.desk.js';
import { Entrance } from '../entrance.js';
import { Welcome } from '../welcome.js';

interface Going {
  readonly next: string;
  readonly kept: KeptForm | null;
}

/** The way in for whoever has shown who they are, here or elsewhere: that is the first step, and a second one may follow. */
@Injectable()
export class LetIn {
  constructor(
    private readonly entrance: Entrance,
    private readonly welcome: Welcome,
    private readonly pages: Pages,
    private readonly asking: CodeDesk,
  ) {}

  async go(accountId: string, { next, kept }: Going, request: AppRequest, response: Response): Promise<void> {
    if (await this.entrance.afterPassword(request, accountId)) return this.welcome.goOn(accountId, kept, next, request, response);
    if (!kept) return response.redirect(303, accountPaths.signInCode(next));
    response.status(200).send(await this.pages.draw('accounts/code', await this.asking.page(accountId, { next, kept }, request), request, response));
  }
}
