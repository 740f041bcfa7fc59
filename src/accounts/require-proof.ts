import type { Request } from 'express';
import { OtherPageFirst } from '#libs/authorization/other-page-first';
import { isProven } from '#libs/sessions/sign-in-session';
import { accountPaths } from './accounts.paths.js';

/** Lets pass who has shown lately who they are. @param next where to go on after that @throws OtherPageFirst */
export function requireProof(request: Request, next: string): void {
  if (!isProven(request)) throw new OtherPageFirst(accountPaths.proof(next));
}
