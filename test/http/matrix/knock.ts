import type { Visitor } from '../../support/visitor.js';

/** A form, as a browser sends it; one with files goes as such. */
export interface Sent {
  readonly fields?: Readonly<Record<string, string>>;
  /** Sent as a form that may bring files. */
  readonly files?: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

/**
 * Tries a door. @returns `+` when it is done; `sign-in` when one is led to the sign-in that leads back here; else the
 * status, which is no page when it is 500
 */
export async function knock(visitor: Visitor, method: string, path: string, sent: Sent = {}, isSignedIn = true): Promise<string> {
  const init: RequestInit = { method };
  if (method === 'POST') {
    const body = sent.files ? new FormData() : new URLSearchParams();
    body.append('_csrf', isSignedIn ? await visitor.csrf() : '');
    for (const [name, value] of Object.entries(sent.fields ?? {})) body.append(name, value);
    for (const { name, bytes } of sent.files ?? []) (body as FormData).append('files', new Blob([bytes as Uint8Array<ArrayBuffer>]), name);
    init.body = body;
  }
  const { status, location } = await visitor.send(path, init);
  if (status === 303 && location!.startsWith('/sign-in?next=')) return new URL(location!, visitor.url).searchParams.get('next') === path ? 'sign-in' : `303 to ${location}`;
  return (status >= 200 && status < 300) || status === 303 ? '+' : String(status);
}

/** The right answers for somebody who is not signed in. */
export const signedOutAnswers = (method: string): string[] => [method === 'POST' ? '401' : 'sign-in'];
