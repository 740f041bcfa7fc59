import { request } from 'node:http';

/** One request with headers that `fetch` would not send, the Host included. @returns all that came back, headers and body, as one text */
export function rawAnswer(url: string, method: string, path: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    request({ hostname, port, method, path, headers: { connection: 'close', ...headers } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve(`${response.rawHeaders.join('\n')}\n\n${Buffer.concat(parts).toString()}`));
    }).on('error', reject).end();
  });
}
