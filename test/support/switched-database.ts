import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A way to a database that can be cut and mended, as when somebody trips over the cable. */
export interface SwitchedDatabase {
  /** The same database, reached by this way. */
  readonly url: string;
  cut(): Promise<void>;
  mend(): Promise<void>;
}

/** @param url of a database behind a Unix socket, whose folder stands in the parameter `host` */
export async function switchedDatabase(url: string): Promise<SwitchedDatabase> {
  const direct = new URL(url.replace(/^postgres(ql)?:\/\/([^@/]*@)?\//, 'postgres://$2localhost/'));
  const socket = `${direct.searchParams.get('host')}/.s.PGSQL.${direct.searchParams.get('port') ?? 5432}`;
  const open = new Set<Socket>();
  const server = createServer((from) => {
    const to = connect(socket);
    for (const [one, other] of [[from, to], [to, from]] as const) {
      open.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy()).on('close', () => other.destroy() && open.delete(one));
    }
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as { port: number }).port;
  };
  const port = await listen(0);
  const user = direct.username ? `${direct.username}@` : '';
  return {
    url: `postgres://${user}127.0.0.1:${port}${direct.pathname}`,
    async cut() {
      server.close();
      for (const one of open) one.destroy();
      if (server.listening) await once(server, 'close');
    },
    async mend() {
      await listen(port);
    },
  };
}
