import { connect, isIP } from 'node:net';
import type { Client } from 'ldapts';
import { PATIENCE_SECONDS, SignOnDown } from './proof.js';

export interface ConnectionSettings {
  readonly url: string;
  /** Whether the connection has to become an encrypted one before anything is said on it. */
  readonly startTls: boolean;
  /** A certificate authority of the hospital's own, in PEM; not given: those that Node knows. */
  readonly ca?: string;
}

/** Loaded when it is needed: most hospitals do without. */
export const ldapLibrary = () => import('ldapts');

/** A connection on which passwords may be said. */
export async function connectTo({ url, startTls, ca }: ConnectionSettings): Promise<Client> {
  const { Client } = await ldapLibrary();
  const timeout = PATIENCE_SECONDS * 1000;
  const isSecure = url.startsWith('ldaps:');
  const client = new Client({ url, timeout, connectTimeout: timeout, ...(isSecure ? { tlsOptions: { ca } } : { createConnection: onlyOnce() }) });
  if (!startTls) return client;
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  await client.startTLS({ host, ca, ...(!isIP(host) && { servername: host }) }).catch((error: unknown) => {
    void client.unbind().catch(() => {});
    throw error;
  });
  return client;
}

/** The library would open a second connection when the first breaks off; that one would not be encrypted. */
function onlyOnce(): typeof connect {
  let isFirst = true;
  return ((...to: Parameters<typeof connect>) => {
    if (!isFirst) throw new SignOnDown('broken off');
    isFirst = false;
    return connect(...to);
  }) as typeof connect;
}
