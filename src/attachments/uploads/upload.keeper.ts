import { Injectable } from '@nestjs/common';
import { Metadata } from '@tus/server';
import type { Request } from 'express';
import type { Actor } from '#libs/authorization/actor';
import type { RouteKeeper, RouteRule } from '#libs/authorization/allow.decorator';
import { SignInNeeded } from '#libs/authorization/sign-in-needed';
import { Actors } from '../../accounts/index.js';
import { CaseIsClosed, CaseKeeper, type CaseFacts } from '../../cases/index.js';
import { attachmentRules } from '../attachments.policy.js';
import { UploadNotFound, type Upload } from './upload.js';
import { UploadsTable } from './uploads.table.js';

/** A request for an upload, as its guard leaves it. */
export interface UploadRequest extends Request {
  actor: Actor;
  case: CaseFacts;
  upload?: Upload;
}

type Deed = 'begin' | 'go-on' | 'take-away';

/** Guards uploads: to begin one, a person must be allowed to add files to the case; after that it is theirs alone. */
@Injectable()
export class UploadKeeper implements RouteKeeper {
  constructor(
    private readonly cases: CaseKeeper,
    private readonly table: UploadsTable,
    private readonly actors: Actors,
  ) {}

  /** @throws UploadNotFound, CaseNotFound, CaseNotYours, CaseIsClosed */
  async decide(actor: Actor, request: UploadRequest, deed: Deed): Promise<void> {
    if (deed !== 'begin') {
      request.upload = await this.table.find(String(request.params.id));
      if (request.upload?.accountId !== actor.id) throw new UploadNotFound();
      if (deed === 'take-away') return;
    }
    request.case = await this.judge(actor, request.upload?.reference ?? caseOf(request), request.method);
  }

  /**
   * The same anew: what somebody sends may take an hour, and a right that is taken away is gone at once.
   * @returns the person, as they are now @throws SignInNeeded when the account is no longer active; CaseNotFound, CaseNotYours, CaseIsClosed
   */
  async decideAgain({ actor, case: { reference }, method }: UploadRequest): Promise<Actor> {
    const now = await this.actors.find(actor.id, actor.from);
    if (!now) throw new SignInNeeded();
    await this.judge(now, reference, method);
    return now;
  }

  private async judge(actor: Actor, reference: string, method: string): Promise<CaseFacts> {
    const facts = await this.cases.judge(actor, reference, attachmentRules.add);
    if (facts.state === 'closed' && method !== 'HEAD') throw new CaseIsClosed();
    return facts;
  }
}

/** The rule of a route of uploads. */
export const onUpload = (deed: Deed): RouteRule => ({ keeper: UploadKeeper, rule: deed });

/** The reference that is named in `Upload-Metadata`; '' when there is none, or none that can be read. */
function caseOf(request: Request): string {
  try {
    return Metadata.parse(request.get('upload-metadata')).case ?? '';
  } catch {
    return '';
  }
}
