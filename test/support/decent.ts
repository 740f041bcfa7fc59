import { plain } from './forms.js';
import type { Answer } from './visitor.js';
import { AWKWARD_TEXTS } from './nasty.js';
import { htmlProblems } from './well-formed.js';

/** Lines of a stack trace, words of libraries that no person should read, keys that have no words, values printed raw. */
const LEAKS = [
  /^\s*at .+[:(]\d+/m,
  /node_modules|\.[jt]s:\d+/,
  /QueryFailedError|TypeError|SyntaxError|ReferenceError|duplicate key|violates|null value in column|invalid input syntax|invalid byte sequence/,
  /must be (?:a|an|one|longer|shorter|equal)\b|each value in|should not be|"statusCode"|Internal Server Error|Bad Request|Cannot (?:GET|POST)/,
  /[>"\s](?:ui|cases|accounts|attachments|discussions|exports|notifications|audit|help|specialties):[a-z][\w.-]+/,
  /\{\{|\[object |>undefined<|>NaN<|>null</,
];

/**
 * An answer as a person should get it, whatever was sent: never our fault, a whole page in their language with one
 * heading, nothing of our inside on it. What they typed themselves is looked at by other checks.
 */
export function expectDecent({ status, headers, text }: Answer, { language = 'en', typed = [], what = '' }: { language?: string; typed?: readonly string[]; what?: string } = {}): void {
  expect(status, `${what}\n${text.slice(0, 600)}`).toBeLessThan(500);
  if (status >= 300 && status < 400) return;
  expect(headers.get('content-type'), what).toBe('text/html; charset=utf-8');
  expectPage(text, { language, typed, what });
}

/** A whole page in the language, of ours from the first letter to the last. */
export function expectPage(text: string, { language = 'en', typed = [], what = '' }: { language?: string; typed?: readonly string[]; what?: string } = {}): void {
  expect(text.startsWith('<!doctype html>'), `${what}\n${text.slice(0, 200)}`).toBe(true);
  expect(text, what).toContain(`<html lang="${language}" dir="ltr">`);
  expect(text.match(/<h1\b/g), what).toHaveLength(1);
  expect(/<title>[^<]+ - Telecase<\/title>/.test(text), what).toBe(true);
  expect(htmlProblems(text), what).toEqual([]);
  expect(text.match(/<[a-z][^>"]*(?:"[^"]*"[^>"]*)*\s(?:style|on[a-z]+)=/g), `${what}: inline style or script`).toBeNull();
  expect(text.match(/<script(?![^>]*\ssrc=)|<style/g), `${what}: inline style or script`).toBeNull();
  const ours = [...typed, ...AWKWARD_TEXTS].reduce((rest, one) => rest.replaceAll(one, ''), plain(text));
  for (const leak of LEAKS) expect(leak.exec(ours)?.[0], `${what}: ${leak}`).toBeUndefined();
}
