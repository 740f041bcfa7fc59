import { Injectable } from '@nestjs/common';
import { Settings } from '#config/settings';
import type { Actor } from '#libs/authorization/actor';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { accountPaths } from './accounts.paths.js';

export interface OwnSession {
  /** The one that asks. */
  readonly isThis: boolean;
  readonly handle: string;
  readonly since: Date;
  readonly seen: Date;
  readonly address: string;
  readonly agent: string;
}

/** Where somebody is signed in, and ending it from afar. */
@Injectable()
export class OwnSessions {
  constructor(
    private readonly work: UnitOfWork,
    private readonly settings: Settings,
  ) {}

  /** Those that would still be let in, the one seen last first. @param sid of the session that asks */
  list({ id }: Actor, sid: string): Promise<OwnSession[]> {
    return this.work.read((tx) => tx.query<OwnSession>(
      `select sid = $4 as "isThis", handle, since, seen, address, agent from sessions s,
         lateral (select sess ->> 'handle' as handle, sess ->> 'address' as address, sess ->> 'agent' as agent,
           to_timestamp((sess ->> 'signedInAt')::float8 / 1000) as since, to_timestamp((sess ->> 'seenAt')::float8 / 1000) as seen) of
       where sess ->> 'accountId' = $1 and handle is not null
         and seen > now() - make_interval(mins => $2) and since > now() - make_interval(hours => $3)
       order by seen desc, handle`, [id, this.settings.SESSION_IDLE_MINUTES, this.settings.SESSION_HOURS, sid]));
  }

  /** Ends one, whichever; of somebody else's it finds none. */
  end(actor: Actor, handle: string): Promise<string> {
    return this.endThose(actor, `sess ->> 'handle' = $2`, handle);
  }

  /** Ends all but the one that asks. */
  endOthers(actor: Actor, sid: string): Promise<string> {
    return this.endThose(actor, `sid <> $2`, sid);
  }

  private endThose(actor: Actor, which: string, value: string): Promise<string> {
    return this.work.run(async (tx) => {
      const ended = await tx.query(`with ended as (delete from sessions where sess ->> 'accountId' = $1 and ${which} returning 1) select from ended`, [actor.id, value]);
      if (ended.length > 0) tx.log({ who: actor, action: 'account.session-ended', subject: { accountId: actor.id, what: String(ended.length) } });
      return accountPaths.profile('session-ended');
    });
  }
}
