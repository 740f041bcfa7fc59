import type { Request } from 'express';

/** Starts a session for an account, under a new id: one that somebody planted before is worth nothing. */
export function beginSession(request: Request, accountId: string): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.regenerate((error: unknown) => {
      if (error) return reject(error as Error);
      const now = Date.now();
      Object.assign(request.session, { accountId, signedInAt: now, seenAt: now });
      request.session.save((failure: unknown) => (failure ? reject(failure as Error) : resolve()));
    });
  });
}

/** Ends the session of this request. */
export function endSession(request: Request): Promise<void> {
  return new Promise((resolve, reject) => request.session.destroy((error: unknown) => (error ? reject(error as Error) : resolve())));
}

/** Whether the session is still good; moves its last sign of life on, once a minute at most. */
export function keepAlive(request: Request, { idleMinutes, hours }: { idleMinutes: number; hours: number }): boolean {
  const { signedInAt = 0, seenAt = 0 } = request.session;
  const now = Date.now();
  if (now - seenAt > idleMinutes * 60_000 || now - signedInAt > hours * 3_600_000) return false;
  if (now - seenAt > 60_000) request.session.seenAt = now;
  return true;
}
