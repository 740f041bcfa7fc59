import connectPgSimple from 'connect-pg-simple';
import session, { type SessionData } from 'express-session';
import type { Request } from 'express';
import type { Pool } from 'pg';

declare module 'express-session' {
  interface SessionData {
    accountId: string;
    /** Names the session to its owner; worth nothing to anybody else. */
    handle: string;
    /** Milliseconds since 1970. */
    signedInAt: number;
    seenAt: number;
    /** When the person last proved who they are. */
    provenAt: number;
    /** From where and with what they signed in. */
    address: string;
    agent: string;
    /** Has to set up a second step before anything else. */
    mustEnrol?: true;
    /** Of a session that is not signed in yet: whose password was right, and when. */
    enteringAs?: string;
    enteringSince?: number;
    /** What a passkey has to answer. */
    challenge?: string;
    /** Of somebody who has signed in at an OpenID provider: with what it is asked to end its session too. */
    idToken?: string;
  }
}

export interface SessionRules {
  readonly pool: Pool;
  readonly secret: Buffer;
  readonly isSecure: boolean;
  readonly idleMinutes: number;
  /** SQL for whom a session belongs to: one JSON value, of the account `(s.sess ->> 'accountId')::uuid`. */
  readonly owner: string;
}

/** Over TLS the prefix makes browsers refuse a cookie that another host, or a plain connection, has set. */
export const sessionCookie = (isSecure: boolean): string => (isSecure ? '__Host-telecase' : 'telecase');

/** Sessions in PostgreSQL. Only signed-in people have one; it is written at most once a minute, not on every request. */
export function sessions({ pool, secret, isSecure, idleMinutes, owner }: SessionRules) {
  return session({
    name: sessionCookie(isSecure),
    secret: secret.toString('base64url'),
    store: new SessionStore(pool, idleMinutes, owner),
    resave: false,
    saveUninitialized: false,
    proxy: true,
    cookie: { httpOnly: true, sameSite: 'lax', secure: isSecure, path: '/' },
  });
}

const owners = new WeakMap<Request, unknown>();

/** Whom the session of a request belongs to, as the database told with the session itself; null or undefined when nobody. */
export const sessionOwner = <Owner>(request: Request): Owner | null | undefined => owners.get(request) as Owner | null | undefined;

/** Reads a session and its owner in one statement: every request asks for both. */
class SessionStore extends connectPgSimple(session) {
  private readonly ownerOf = new WeakMap<SessionData, unknown>();
  private readonly statement: { readonly name: string; readonly text: string };

  constructor(private readonly connections: Pool, idleMinutes: number, owner: string) {
    super({ pool: connections, tableName: 'sessions', ttl: idleMinutes * 60 + 60, disableTouch: true, pruneSessionInterval: 900, errorLog: () => {} });
    this.statement = { name: 'session', text: `select s.sess, (${owner}) as owner from sessions s where s.sid = $1 and s.expire >= now()` };
  }

  override get(sid: string, done: (error: unknown, found?: SessionData | null) => void): void {
    this.connections.query<{ sess: SessionData; owner: unknown }>({ ...this.statement, values: [sid] }).then(({ rows: [row] }) => {
      if (row) this.ownerOf.set(row.sess, row.owner);
      done(null, row?.sess);
    }, done);
  }

  override createSession(request: Request, found: SessionData) {
    owners.set(request, this.ownerOf.get(found));
    return super.createSession(request, found);
  }
}
