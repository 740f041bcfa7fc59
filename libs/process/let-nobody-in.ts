import type { Server } from 'node:http';

/**
 * Milliseconds that requests on their way have to end. A page needs less by far; a file on a slow link may need an hour, and
 * goes on by itself with the next server. Docker kills 30 s after it has asked (compose.yaml), and the database has to stop too.
 */
const PATIENCE = 15_000;

/** Ends the listening at once, each connection after the request that it carries, and what is left of them after a while. */
export function letNobodyIn(server: Server): void {
  server.prependListener('request', (_request, response) => void response.setHeader('Connection', 'close'));
  server.keepAliveTimeout = 1; // 0 would be for ever
  server.close();
  setTimeout(() => server.closeAllConnections(), PATIENCE).unref();
}
