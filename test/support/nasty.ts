import { textFields, untouched, type PageForm } from './forms.js';

/** One way to send a form as no browser should. */
export interface Nasty {
  readonly what: string;
  readonly body: BodyInit | undefined;
  readonly type?: string;
  readonly headers?: Record<string, string>;
  /** What a person could have typed into text fields, by name: it must not be lost. */
  readonly typed?: Readonly<Record<string, string>>;
}

/** Texts that have broken one program or another, and stay texts here. */
export const AWKWARD = [
  `<script>alert(1)</script><img src=x onerror=alert(1)>"'&`,
  '{{this}} {{{csrf}}} $t(ui:layout.help) ${1+1} %s %n',
  `'; drop table cases; -- \\' \\u0000 %00 \\`,
  'a\u0000b\u0001\u001b[31m\u007f\u202egpj.exe\ufeff\u2028',
  '👩🏽‍⚕️ ዶክተር مريض မြန်မာ 漢字 e\u0301 \uD800 \uDFFF',
  '0000-01-01', '9999-12-31', '2026-02-30', '12026-01-01', '2026-01-05T25:61', '9999-12-31T23:59',
  '1e309', '-1', 'NaN', '٣٫٥', '99999999999999999999999', '0x10', '00000000-0000-0000-0000-000000000000', '../../../etc/passwd', 'constructor', '__proto__',
];

const encoded = (fields: Iterable<readonly [string, string]>): string =>
  [...fields].map((pair) => pair.map((part) => encodeURIComponent(part.toWellFormed()).replaceAll('%20', '+')).join('=')).join('&');

/** All the ways to send one form wrongly. @param token the session's own, so that it comes to more than a question of the token */
export function* nastyWaysToSend(form: PageForm, token: string): Generator<Nasty> {
  const blank = { ...untouched(form), _csrf: token };
  const names = form.fields.filter(({ type }) => type !== 'hidden' && type !== 'file').map(({ name }) => name);
  const texts = textFields(form).map(({ name }) => name);
  const pairs = (more: Record<string, string> = {}) => Object.entries({ ...blank, ...more, _once: '' }).flatMap(([name, value]) => [value].flat().map((one) => [name, one] as const));
  const all = (value: string) => pairs(Object.fromEntries(names.map((name) => [name, value])));
  const send = (what: string, fields: Iterable<readonly [string, string]>, typed?: Record<string, string>): Nasty => ({ what, body: form.isMultipart ? multipart(fields) : encoded(fields), type: form.isMultipart ? undefined : URLENCODED, typed });

  yield send('only the token', [['_csrf', token]]);
  yield send('every field empty', all(''));
  yield send('spaces only', all(' \t\r\n '));
  for (const name of texts) {
    const long = `Typed into ${name}: ${'x'.repeat(100_000 - 50)} end`;
    yield send(`100,000 characters in ${name}`, pairs({ [name]: long }), { [name]: long });
  }
  for (const name of texts) yield send(`only ${name} is filled in`, pairs({ [name]: `Typed <into> ${name}` }), { [name]: `Typed <into> ${name}` });
  yield send('every field twice', [...all('one'), ...all('two').filter(([name]) => name !== '_csrf')]);
  yield send('lists for texts', [['_csrf', token], ...names.flatMap((name) => [[`${name}[]`, 'a'], [`${name}[a][b]`, 'b']] as const)]);
  yield send('names of JavaScript', [...pairs(), ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', '__proto__[roles]', 'a\u0000b', 'x'.repeat(150)].map((name) => [name, 'x'] as const)]);
  for (const text of AWKWARD) yield send(`everywhere ${JSON.stringify(text)}`, all(text));
  for (const once of ['a\u0000b', 'x'.repeat(9000), '\u2028']) yield send(`_once ${JSON.stringify(once.slice(0, 10))}`, [['_csrf', token], ['_once', once]]);
  yield send('_once twice', [['_csrf', token], ['_once', 'a'], ['_once', 'b']]);
  yield { what: 'bytes that are no text', body: `_csrf=${token}&${names.map((name) => `${name}=%ff%fe%ed%a0%80%&%=%zz`).join('&')}`, type: URLENCODED };
  yield* wrongTypes(blank, names, form);
}

const URLENCODED = 'application/x-www-form-urlencoded';

function* wrongTypes(blank: Record<string, string | string[]>, names: readonly string[], form: PageForm): Generator<Nasty> {
  const token = String(blank._csrf);
  yield { what: 'nothing at all', body: undefined };
  yield { what: 'JSON', body: JSON.stringify({ ...blank, ...Object.fromEntries(names.map((name) => [name, { $ne: null }])) }), type: 'application/json' };
  yield { what: 'broken JSON', body: '{"a":', type: 'application/json' };
  yield { what: 'plain text', body: `_csrf=${token}`, type: 'text/plain' };
  yield { what: 'a type that is none', body: `_csrf=${token}`, type: '///;;;=' };
  yield { what: 'letters of another alphabet', body: `_csrf=${token}`, type: `${URLENCODED}; charset=utf-16` };
  yield { what: 'packed, but not', body: `_csrf=${token}`, type: URLENCODED, headers: { 'content-encoding': 'gzip' } };
  yield { what: 'packed as nobody does', body: `_csrf=${token}`, type: URLENCODED, headers: { 'content-encoding': 'zstd-9' } };
  yield { what: 'multipart without a boundary', body: `_csrf=${token}`, type: 'multipart/form-data' };
  yield { what: 'multipart that ends early', body: `--b\r\nContent-Disposition: form-data; name="_csrf"\r\n\r\n${token}\r\n--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nhalf`, type: 'multipart/form-data; boundary=b' };
  yield { what: 'the other kind of form', body: form.isMultipart ? encoded([['_csrf', token]]) : multipart([['_csrf', token]]), type: form.isMultipart ? URLENCODED : undefined };
  yield { what: '3,000 fields', body: encoded([['_csrf', token], ...Array.from({ length: 3000 }, (_, at) => [`f${at}`, 'x'] as const)]), type: URLENCODED };
}

function multipart(fields: Iterable<readonly [string, string]>): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}
