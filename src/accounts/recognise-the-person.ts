import type { NextFunction, Request, Response } from 'express';
import { promisify } from 'node:util';
import type { Settings } from '#config/settings';
import type { Origin } from '#libs/authorization/actor';
import type { AppRequest } from '#libs/sessions/request';
import { sessionOwner } from '#libs/sessions/session-store';
import { keepAlive } from '#libs/sessions/sign-in-session';
import { accountPaths } from './accounts.paths.js';
import type { ActorRow, Actors } from './actors.js';

/** Where a request comes from, as the access log keeps it. */
export const originOf = (request: Request): Origin => ({ address: request.ip ?? '', agent: request.get('user-agent') ?? '' });

/** Puts the signed-in person on the request; a session that has run out, or whose account was disabled, ends here. */
export const recogniseThePerson = (actors: Actors, settings: Settings) => async (request: Request, _: Response, next: NextFunction) => {
  const { accountId, seenAt } = request.session;
  if (!accountId) return next();
  const isGood = keepAlive(request, { idleMinutes: settings.SESSION_IDLE_MINUTES, hours: settings.SESSION_HOURS });
  const owner = isGood ? sessionOwner<ActorRow>(request) : undefined;
  if (owner) (request as AppRequest).actor = actors.of(owner, originOf(request));
  if (owner && request.session.mustEnrol) (request as AppRequest).pageFirst = accountPaths.enrolment();
  // A new, empty one in its place: this very request may be the one that signs in again.
  if (!owner) await promisify(request.session.regenerate.bind(request.session))();
  // Saved now, not at the end of the answer: an upload of an hour would bring a session back that ended meanwhile.
  else if (request.session.seenAt !== seenAt) await promisify(request.session.save.bind(request.session))();
  next();
};
