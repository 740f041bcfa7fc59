import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/authorization/actor';
import { DomainError } from '#libs/errors/domain-error';
import { Actors } from '../accounts/index.js';
import { CaseKeeper } from '../cases/index.js';
import { exportRules } from './exports.policy.js';
import type { KeptPdf } from './kept-pdfs.js';
import { LATER } from './later.js';

/** Who has asked for a PDF, some time after they did. */
@Injectable()
export class PdfOwners {
  constructor(
    private readonly actors: Actors,
    private readonly keeper: CaseKeeper,
  ) {}

  /** Undefined when they may not take the case out any more. */
  async find({ accountId, reference }: KeptPdf): Promise<Actor | undefined> {
    const actor = await this.actors.find(accountId, LATER);
    return actor && this.keeper.judge(actor, reference, exportRules.pdf).then(() => actor, (error: unknown) => {
      if (!(error instanceof DomainError)) throw error;
      return undefined;
    });
  }
}
