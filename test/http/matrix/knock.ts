import type { Answer, Visitor } from '../../support/visitor.js';
import { isSignedIn, type PersonName } from './people.js';

/** A form, as a browser sends it; one with files goes as such. Or what is no form, with headers of its own. */
export interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly fields?: Readonly<Record<string, string>>;
  /** Sent as a form that may bring files. */
  readonly files?: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

/**
 * Tries a door. @returns `+` when it is done; `sign-in` when one is led to the sign-in that leads back here; else the
 * status
 */
export async function knock(visitor: Visitor, method: string, path: string, sent: Sent = {}, hasToken = true): Promise<string> {
  const { status, location } = await send(visitor, method, path, sent, hasToken);
  if (status === 303 && location!.startsWith('/sign-in?next=')) return new URL(location!, visitor.url).searchParams.get('next') === path ? 'sign-in' : `303 to ${location}`;
  return (status >= 200 && status < 300) || status === 303 ? '+' : String(status);
}

/** Sends a request without asking for compression, which would take a tenth of the time. */
export async function send(visitor: Visitor, method: string, path: string, sent: Sent = {}, hasToken = true): Promise<Answer> {
  const init: RequestInit = { method, headers: { 'accept-encoding': 'identity', ...sent.headers } };
  if (sent.headers) {
    Object.assign(init.headers!, { 'x-csrf-token': hasToken ? await visitor.csrf() : '' });
    init.body = sent.body as Uint8Array<ArrayBuffer> | undefined;
  } else if (method === 'POST') {
    const body = sent.files ? new FormData() : new URLSearchParams();
    body.append('_csrf', hasToken ? await visitor.csrf() : '');
    for (const [name, value] of Object.entries(sent.fields ?? {})) body.append(name, value);
    for (const { name, bytes } of sent.files ?? []) (body as FormData).append('files', new Blob([bytes as Uint8Array<ArrayBuffer>]), name);
    init.body = body;
  }
  return visitor.send(path, init);
}

/** The right answers, when `signedIn` are those for somebody who is signed in. */
export const rightFor = (person: PersonName, method: string, signedIn: () => readonly string[]): readonly string[] =>
  isSignedIn(person) ? signedIn() : [method === 'GET' || method === 'HEAD' ? 'sign-in' : '401'];

/** Adds a line when the answer is not one of the right ones. */
export function judge(wrong: string[], answer: string, right: readonly string[], what: string): void {
  if (!right.includes(answer)) wrong.push(`${what}: expected ${right.join(' or ')}, got ${answer}`);
}
