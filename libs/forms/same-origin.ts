import type { NextFunction, Request, Response } from 'express';
import { NotAllowed } from '#libs/errors/domain-error';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A form sent from somebody else's page. */
export class FromElsewhere extends NotAllowed {
  constructor() {
    super('ui:errors.from-elsewhere');
  }
}

/** Refuses every change that a page of another origin has asked for, before anything is read or done. */
export const onlyFromOurPages = (publicUrl: string | undefined) => (request: Request, _: Response, next: NextFunction) => {
  next(SAFE.has(request.method) || isOurs(request, publicUrl) ? undefined : new FromElsewhere());
};

function isOurs(request: Request, publicUrl: string | undefined): boolean {
  const site = request.get('sec-fetch-site');
  if (site) return site === 'same-origin' || site === 'none';
  const origin = request.get('origin');
  if (!origin) return true; // a browser too old to say; the form's own token still decides
  return origin === (publicUrl ? new URL(publicUrl).origin : `${request.protocol}://${request.get('host')}`);
}
