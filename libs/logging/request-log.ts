import type { NextFunction, Request, Response } from 'express';
import { randomUUID } from 'node:crypto';
import type { AppRequest } from '#libs/sessions/request';

/** Twelve letters and digits that name one request: short enough to read out on the telephone. */
export const nameEachRequest = (request: Request, response: Response, next: NextFunction): void => {
  (request as AppRequest).reference = randomUUID().replace('-', '').slice(0, 12).toUpperCase();
  response.setHeader('X-Request-Reference', (request as AppRequest).reference);
  next();
};
