import type { Pool, PoolClient } from 'pg';

/** SQLSTATE of a database that is just starting, for which the queue waits and tries again: up to a hundred times. */
const CANNOT_CONNECT_NOW = '57P03';
/** SQLSTATEs by which PostgreSQL itself says that it ends a connection. */
const ENDED = /^(08|57P0[12])/;

type Failure = Error & { readonly severity?: string; code?: string };

/** What PostgreSQL itself has said has a severity; anything else is the way to it. */
const isBroken = ({ severity, code }: Failure): boolean => severity === undefined || ENDED.test(code ?? '');

/**
 * A pool for the queue, which waits for a database that refuses to be reached, and not for one whose connection breaks:
 * that it would not handle, and end the process. So it is told of both in the same words.
 */
export function patientPool(pool: Pool): Pool {
  /** A process that stops has ended its pool: it waits for nothing any more, and the next one takes its jobs up again. */
  const told = (error: Failure): Promise<never> => {
    if (pool.ending) return new Promise(() => undefined);
    throw isBroken(error) ? Object.assign(error, { code: CANNOT_CONNECT_NOW }) : error;
  };
  const patient = (client: PoolClient): PoolClient => instead(client, 'query', (...sent: [string]) => client.query(...sent).catch(told));
  // Asked with a callback, it listens for new jobs: that it begins again by itself.
  return instead(pool, 'connect', (...listens: Parameters<Pool['connect']>) => (listens.length > 0 ? pool.connect(...listens) : pool.connect().then(patient, told)));
}

/** The same object, but for one of its methods. */
const instead = <Whole extends object>(whole: Whole, name: keyof Whole, method: unknown): Whole =>
  new Proxy(whole, {
    get: (_, asked) => {
      if (asked === name) return method;
      const value: unknown = Reflect.get(whole, asked);
      return typeof value === 'function' ? value.bind(whole) : value;
    },
  });
