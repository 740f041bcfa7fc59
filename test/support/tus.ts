import type { Answer, Visitor } from './visitor.js';

/** Texts as `Upload-Metadata` has them. */
export const encoded = (texts: Record<string, string>): string => Object.entries(texts).map(([name, text]) => `${name} ${Buffer.from(text).toString('base64')}`).join(',');

const KINDS: Record<string, Record<string, string>> = { PATCH: { 'content-type': 'application/offset+octet-stream' }, PUT: { 'content-type': 'image/jpeg' } };

/** One request of the protocol, by hand, ready to be sent: it asks for the token of the session beforehand. A PUT brings a reduced copy. */
export async function tusRequest(visitor: Visitor, method: string, headers: Record<string, string> = {}, body?: Buffer): Promise<RequestInit> {
  return { method, headers: { 'tus-resumable': '1.0.0', 'x-csrf-token': await visitor.csrf(), ...KINDS[method], ...headers }, body: body as Uint8Array<ArrayBuffer> | undefined };
}

/** The same, sent. */
export const tus = async (visitor: Visitor, method: string, path: string, headers?: Record<string, string>, body?: Buffer): Promise<Answer> => visitor.send(path, await tusRequest(visitor, method, headers, body));
