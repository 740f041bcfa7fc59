import type { Request } from 'express';
import type { Language } from '#config/languages';
import type { Actor } from '#libs/authorization/actor';

/** A request as our handlers see it, after the pipeline of `src/app.ts`. */
export interface AppRequest extends Request {
  /** Names the request in the log, and on an error page for the person to quote. */
  reference: string;
  actor?: Actor;
  language: Language;
  /** The page where the person has something to do before they may do anything else. */
  pageFirst?: string;
}
