import connectPgSimple from 'connect-pg-simple';
import session from 'express-session';
import type { Pool } from 'pg';

declare module 'express-session' {
  interface SessionData {
    accountId: string;
    /** Milliseconds since 1970. */
    signedInAt: number;
    seenAt: number;
  }
}

export interface SessionRules {
  readonly pool: Pool;
  readonly secret: Buffer;
  readonly isSecure: boolean;
  readonly idleMinutes: number;
}

/** Over TLS the prefix makes browsers refuse a cookie that another host, or a plain connection, has set. */
export const sessionCookie = (isSecure: boolean): string => (isSecure ? '__Host-telecase' : 'telecase');

/** Sessions in PostgreSQL. Only signed-in people have one; it is written at most once a minute, not on every request. */
export function sessions({ pool, secret, isSecure, idleMinutes }: SessionRules) {
  const Store = connectPgSimple(session);
  return session({
    name: sessionCookie(isSecure),
    secret: secret.toString('base64url'),
    store: new Store({ pool, tableName: 'sessions', ttl: idleMinutes * 60 + 60, disableTouch: true, pruneSessionInterval: 900, errorLog: () => {} }),
    resave: false,
    saveUninitialized: false,
    proxy: true,
    cookie: { httpOnly: true, sameSite: 'lax', secure: isSecure, path: '/' },
  });
}
