import type { Request } from 'express';
import type { SessionData } from 'express-session';
import { randomUUID } from 'node:crypto';

/** Minutes for which somebody may look for the second step, and for which a proof is remembered. */
export const PROOF_MINUTES = 10;
const PROOF = PROOF_MINUTES * 60_000;
/** Of what a browser says it is, as much as is ever looked at. */
const LONGEST_AGENT = 300;

/** Starts a session for an account, under a new id: one that somebody planted before is worth nothing. */
export function beginSession(request: Request, accountId: string, mustEnrol = false): Promise<void> {
  const now = Date.now();
  const from = { address: request.ip ?? '', agent: (request.get('user-agent') ?? '').slice(0, LONGEST_AGENT) };
  return renew(request, { accountId, handle: randomUUID(), signedInAt: now, seenAt: now, provenAt: now, ...from, ...(mustEnrol && { mustEnrol }) });
}

/** Remembers whose password was right. The session can do nothing but go on with the second step. */
export const beginHalfSession = (request: Request, accountId: string): Promise<void> => renew(request, { enteringAs: accountId, enteringSince: Date.now() });

/** Whose password was right within the last ten minutes, in this session that is not signed in yet. */
export function halfSignedIn({ session }: Request): string | undefined {
  const { enteringAs, enteringSince = 0 } = session;
  return Date.now() - enteringSince <= PROOF ? enteringAs : undefined;
}

/** The person has proved anew who they are: the session goes on, under a new id. */
export function stepUp(request: Request): Promise<void> {
  const { accountId, handle, signedInAt, seenAt, address, agent, mustEnrol } = request.session;
  return renew(request, { accountId, handle, signedInAt, seenAt, address, agent, ...(mustEnrol && { mustEnrol }), provenAt: Date.now() });
}

/** Whether the person has proved in this session, within the last ten minutes, who they are. */
export const isProven = ({ session }: Request): boolean => Date.now() - (session.provenAt ?? 0) <= PROOF;

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

/** The same browser under a new id, with this in its session and nothing else but what ends it at a provider too. */
function renew(request: Request, content: Partial<SessionData>): Promise<void> {
  const { idToken } = request.session;
  return new Promise((resolve, reject) => {
    request.session.regenerate((error: unknown) => {
      if (error) return reject(error as Error);
      Object.assign(request.session, content, idToken && { idToken });
      request.session.save((failure: unknown) => (failure ? reject(failure as Error) : resolve()));
    });
  });
}
