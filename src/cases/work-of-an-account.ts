import { Injectable } from '@nestjs/common';
import type { Language } from '#config/languages';
import { Dictionary } from '#libs/i18n/words';
import { AccountNote, type AccountNoteSource } from '../accounts/index.js';
import { casePaths } from './cases.paths.js';
import { HandOvers } from './hand-overs.js';

/** Says on an account's page how many drafts and open cases this person answers for. */
@Injectable()
@AccountNote('account')
export class WorkOfAnAccount implements AccountNoteSource {
  constructor(
    private readonly handOvers: HandOvers,
    private readonly dictionary: Dictionary,
  ) {}

  async note(accountId: string, language: Language) {
    const work = await this.handOvers.workOf(accountId);
    if (work.length === 0) return null;
    const words = this.dictionary.in(language);
    const drafts = work.filter(({ isDraft }) => isDraft).length;
    return {
      heading: words('cases:hand-over.title'),
      text: [words('cases:hand-over.count-open', { count: work.length - drafts }), words('cases:hand-over.count-drafts', { count: drafts })].join(' '),
      href: casePaths.workOf(accountId),
      link: words('cases:hand-over.go'),
    };
  }
}
