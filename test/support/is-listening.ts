import { once } from 'node:events';
import { connect, type NetConnectOpts } from 'node:net';

/** Whether a server takes connections there. */
export async function isListening(there: NetConnectOpts): Promise<boolean> {
  const socket = connect(there);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
