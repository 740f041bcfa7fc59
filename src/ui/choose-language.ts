import type { NextFunction, Request, Response } from 'express';
import { isLanguage, LANGUAGE_CODES, type Language } from '#config/languages';
import type { AppRequest } from '#libs/sessions/request';

const COOKIE = 'language';
const YEAR = 365 * 24 * 3_600_000;

/** The language of the answer: the person's own; for visitors what they chose (`?lang=fr`), else what their browser asks for. */
export const chooseLanguage = (fallback: Language) => (request: Request, response: Response, next: NextFunction) => {
  const asked = request.query.lang;
  if (isLanguage(asked)) response.cookie(COOKIE, asked, { sameSite: 'lax', httpOnly: true, secure: request.secure, maxAge: YEAR });
  const { actor } = request as AppRequest;
  (request as AppRequest).language = actor?.language ?? (isLanguage(asked) ? asked : undefined) ?? remembered(request) ?? preferred(request) ?? fallback;
  next();
};

function remembered(request: Request): Language | undefined {
  const value = /(?:^|;\s*)language=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
  return isLanguage(value) ? value : undefined;
}

function preferred(request: Request): Language | undefined {
  if (!request.headers['accept-language']) return undefined;
  return request.acceptsLanguages([...LANGUAGE_CODES]) as Language | false || undefined;
}
