import { HttpException } from '@nestjs/common';
import { QueryFailedError, QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';
import { DomainError } from '#libs/errors/domain-error';
import { StoreAway } from '#libs/storage/file-store';

export interface ErrorPage {
  readonly status: number;
  readonly title: string;
  readonly text: string;
  readonly details: Record<string, string | number>;
  /** Shown when it is our fault, for the person to quote. */
  readonly reference: string | null;
}

/** Statuses that we have words for; any other is told as the nearest of them. */
const KNOWN = new Set([400, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503]);

/** SQLSTATE of our own trigger: whatever the code overlooked, the database did not. */
const CLOSED = 'TC001';
/** SQLSTATE classes of a database that is away, full or overloaded: 08, 53, 57; and its driver's words, which have no code. */
const AWAY = /^(08|53|57)...$/;
const CUT_OFF = /^(Connection terminated|timeout exceeded when trying to connect|Client (has encountered a connection error|was closed) and is not queryable)/;

/** Turns whatever was thrown into what the error page says. Never quotes the error itself. */
export function describeError(error: unknown, reference: string): ErrorPage {
  const { status, title = `ui:errors.${status}.title`, text, details } = classify(error);
  return { status, title, text, details, reference: status >= 500 ? reference : null };
}

function classify(error: unknown): Pick<ErrorPage, 'status' | 'text' | 'details'> & { readonly title?: string } {
  if (error instanceof DomainError) return { status: error.status, text: error.key, details: error.details };
  if (error instanceof StoreAway) return { status: 503, title: 'ui:errors.store-away.title', text: 'ui:errors.store-away.text', details: {} };
  const code = (error as { code?: string } | null)?.code;
  if (error instanceof QueryFailedError && code === CLOSED) return { status: 409, text: 'cases:errors.closed', details: {} };
  if (isAway(error)) return known(503);
  if (error instanceof HttpException) return known(error.getStatus());
  const status = (error as { status?: unknown } | null)?.status; // the body parser's errors
  return known(typeof status === 'number' && status >= 400 && status < 500 ? status : 500);
}

function known(status: number): Pick<ErrorPage, 'status' | 'text' | 'details'> {
  const nearest = KNOWN.has(status) ? status : status < 500 ? 400 : 500;
  return { status: nearest, text: `ui:errors.${nearest}.text`, details: {} };
}

/** Whether the database can't be reached, or a disk is full: nothing is wrong with the request, and it may be sent again. */
function isAway(error: unknown): boolean {
  const { code = '', syscall, message = '' } = (error ?? {}) as { code?: string; syscall?: string; message?: string };
  if (error instanceof QueryRunnerAlreadyReleasedError || error instanceof QueryRunnerProviderAlreadyReleasedError) return true; // cut off between two statements
  return syscall === 'connect' || code === 'ENOSPC' || code === 'EDQUOT' || AWAY.test(code) || CUT_OFF.test(message);
}
