import type { KeptForm } from '../ui/kept-form.js';

/** An address of our own to go to after sign-in; anything else leads to the first page. */
export function safeNext(next: unknown): string {
  if (typeof next !== 'string' || !/^\/(?![/\\])/.test(next)) return '/';
  const url = URL.parse(next, 'http://here.invalid');
  // "/..//elsewhere.example" is a path of ours only until a browser reads what is left of it.
  return url?.host === 'here.invalid' && !url.pathname.startsWith('//') ? url.pathname + url.search : '/';
}

/** The form that came along with the sign-in page, as it was when the session had run out. */
export function readKept(body: Record<string, unknown>): KeptForm | null {
  if (typeof body._kept !== 'string' || safeNext(body._kept) === '/') return null;
  const fields = Object.entries(body)
    .filter(([name]) => name.startsWith('kept.'))
    .flatMap(([name, value]) => [value].flat().map((one) => ({ name: name.slice('kept.'.length), value: String(one) })));
  return { action: safeNext(body._kept), fields, hadFiles: body._files === 'yes' };
}
