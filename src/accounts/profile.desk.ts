import { Injectable } from '@nestjs/common';
import { hasRole, type Actor } from '#libs/authorization/actor';
import { clockOf } from '#libs/i18n/times';
import { Dictionary } from '#libs/i18n/words';
import type { AppRequest } from '#libs/sessions/request';
import { Redraw } from '#libs/views/redraw';
import { Absences } from './absences.js';
import { OwnSessions } from './own-sessions.js';
import { profilePage } from './profile.page.js';
import { ProfileService } from './profile.service.js';
import { sessionLines } from './session-lines.js';

type Forms = Parameters<typeof profilePage>[4];

/** Lays out one's own account, whichever of its forms was sent. */
@Injectable()
export class ProfileDesk {
  constructor(
    private readonly profile: ProfileService,
    private readonly absences: Absences,
    private readonly sessions: OwnSessions,
    private readonly dictionary: Dictionary,
  ) {}

  async page(actor: Actor, { language, sessionID }: AppRequest, forms?: Forms) {
    const absences = hasRole(actor, 'specialist') ? await this.absences.of(actor) : [];
    const clock = clockOf({ ...actor, language }, this.dictionary.in(language));
    const sessions = sessionLines(await this.sessions.list(actor, sessionID), clock);
    return { ...profilePage(actor, await this.profile.read(actor), absences, clock, forms), sessions };
  }

  /** The page again, with what is wrong. */
  async redraw(actor: Actor, request: AppRequest, forms: Forms): Promise<Redraw> {
    return new Redraw('accounts/profile', await this.page(actor, request, forms));
  }
}
