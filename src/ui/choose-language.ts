import type { NextFunction, Request, Response } from 'express';
import { isLanguage, LANGUAGE_CODES, type Language } from '#config/languages';
import type { AppRequest } from '#libs/sessions/request';

const COOKIE = 'language';
const YEAR = 365 * 24 * 3_600_000;

/** The language for a visitor: what they chose (`?lang=fr`), what they had last time, else what their browser asks for. */
export const chooseLanguage = (fallback: Language) => (request: Request, response: Response, next: NextFunction) => {
  const asked = isLanguage(request.query.lang) ? request.query.lang : undefined;
  if (asked) remember(asked, request, response);
  (request as AppRequest).language = asked ?? remembered(request) ?? preferred(request) ?? fallback;
  next();
};

/** A person's own language; remembered, so that it is also spoken once their session has run out. */
export const speakTheirLanguage = (request: Request, response: Response, next: NextFunction) => {
  const { actor } = request as AppRequest;
  if (actor) (request as AppRequest).language = actor.language;
  if (actor && remembered(request) !== actor.language) remember(actor.language, request, response);
  next();
};

const remember = (language: Language, { secure }: Request, response: Response) =>
  response.cookie(COOKIE, language, { sameSite: 'lax', httpOnly: true, secure, maxAge: YEAR });

function remembered(request: Request): Language | undefined {
  const value = /(?:^|;\s*)language=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
  return isLanguage(value) ? value : undefined;
}

function preferred(request: Request): Language | undefined {
  if (!request.headers['accept-language']) return undefined;
  return request.acceptsLanguages([...LANGUAGE_CODES]) as Language | false || undefined;
}
