import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';

/** Something that listens where clamd would. */
export interface SmallScanner {
  readonly server: Server;
  /** host:port */
  readonly address: string;
  /** The last content that came whole. */
  got(): Buffer | undefined;
}

/** A scanner that reads clamd's protocol strictly, then says what the test wants. @param hangsUpAfter so many bytes */
export async function scannerThat(says: (content: Buffer) => string, { hangsUpAfter = Infinity, port = 0 } = {}): Promise<SmallScanner> {
  let last: Buffer | undefined;
  const server = createServer((socket) => {
    let all: Buffer = Buffer.alloc(0);
    socket.on('error', () => undefined).on('data', (data) => {
      all = Buffer.concat([all, data]);
      if (all.length > hangsUpAfter) return void socket.end(says(all));
      const content = contentOf(all);
      if (content === 'nonsense') return void socket.destroy();
      if (content === undefined) return;
      last = content;
      socket.end(says(content));
    });
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return { server, address: `127.0.0.1:${(server.address() as AddressInfo).port}`, got: () => last };
}

/** What the chunks of an INSTREAM bring together; undefined before its end. */
function contentOf(all: Buffer): Buffer | 'nonsense' | undefined {
  const command = 'zINSTREAM\0';
  if (!command.startsWith(all.subarray(0, command.length).toString())) return 'nonsense';
  const parts: Buffer[] = [];
  for (let at = command.length; at + 4 <= all.length; ) {
    const length = all.readUInt32BE(at);
    if (length === 0) return Buffer.concat(parts);
    if (at + 4 + length > all.length) return undefined;
    parts.push(all.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}
