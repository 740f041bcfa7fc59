/**
 * The address of a database behind a Unix socket, as pg, TypeORM, graphile-worker and libpq read it.
 * There is one database user, who may do everything: whoever can open the socket is the operator.
 */
export function connectionUrl(socketDirectory: string, database: string): string {
  return `postgresql://telecase@/${database}?host=${encodeURIComponent(socketDirectory)}`;
}
