import { Injectable } from '@nestjs/common';
import { Dictionary } from '#libs/i18n/words';
import type { AppRequest } from '#libs/sessions/request';
import { codePage, type CodePage } from './code.page.js';
import { SecondStep } from './second-step.service.js';

/** Lays out the page that asks for the second step; a passkey gets a new challenge each time. */
@Injectable()
export class CodeDesk {
  constructor(
    private readonly step: SecondStep,
    private readonly dictionary: Dictionary,
  ) {}

  async page(accountId: string, content: CodePage, { session, language }: AppRequest) {
    const options = await this.step.passkeyOptions(accountId);
    session.challenge = options?.challenge;
    return codePage({ ...content, passkey: options && JSON.stringify(options) }, this.dictionary.in(language));
  }
}
