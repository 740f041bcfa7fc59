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
export const AWKWARD_TEXTS = [
  `<script>alert(1)</script><img src=x onerror=alert(1)>"'&`,
  '{{this}} {{{csrf}}} $t(ui:layout.help) ${1+1} %s %n',
  `'; drop table cases; -- \\' \\u0000 %00 \\`,
  'a\u0000b\u0001\u001b[31m\u007f\u202egpj.exe\ufeff\u2028',
  '👩🏽‍⚕️ ዶክተር مريض မြန်မာ 漢字 e\u0301 \uD800 \uDFFF',
  '99999999999999999999999',
  '1e309',
  '00000000-0000-0000-0000-000000000000',
  '__proto__',
];
export const AWKWARD_DAYS = ['0000-01-01', '9999-12-31', '2026-02-30', '12026-01-01', '2026-W45-1', '2026-11T10', '2026-01-05T25:61', '9999-12-31T23:59', '0000-01-01T00:00', 'soon'];

const encoded = (fields: Iterable<readonly [string, string]>): string =>
  [...fields].map((pair) => pair.map((part) => encodeURIComponent(part.toWellFormed()).replaceAll('%20', '+')).join('=')).join('&');

/** All the ways to send one form wrongly. @param token the session's own, so that it comes to more than a question of the token */
export function* nastyWaysToSend(form: PageForm, token: string): Generator<Nasty> {
  const named = (...types: string[]) => form.fields.filter(({ name, type }) => types.includes(type) && name !== '_csrf' && name !== '_once').map(({ name }) => name);
  const [hidden, days, choices, buttons] = [named('hidden'), named('date', 'datetime-local'), named('select', 'radio', 'checkbox'), named('button')];
  const texts = textFields(form).map(({ name }) => name).filter((name) => !days.includes(name));
  const typed = [...texts, ...days];
  const send = (what: string, fields: Iterable<readonly [string, string]>, more: Partial<Nasty> = {}): Nasty => ({ what, body: form.isMultipart ? multipart(fields) : encoded(fields), type: form.isMultipart ? undefined : URLENCODED, ...more });
  const first = Object.fromEntries(form.fields.filter(({ name, type }) => choices.includes(name) && type !== 'checkbox').map(({ name, values }) => [name, values.find(Boolean) ?? '']));
  const filled = { ...first, ...untouched(form), ...Object.fromEntries([...texts.map((name) => [name, 'Some words']), ...days.map((name) => [name, '2026-01-05'])]), _csrf: token };
  const withAll = (names: readonly string[], value: string, base: Record<string, string | string[]> = filled) =>
    Object.entries({ ...base, _once: '', ...Object.fromEntries(names.map((name) => [name, value])) }).flatMap(([name, value]) => [value].flat().map((one) => [name, one] as const));
  const empty = { ...untouched(form), ...Object.fromEntries(typed.map((name) => [name, ''])), _csrf: token };

  yield* wrongTypes(token, [...typed, ...choices], form);
  yield send('only the token', [['_csrf', token]]);
  yield send('every field empty', withAll([...typed, ...choices], ''));
  for (const name of typed) {
    const [long, short] = [`Typed into ${name}: ${'x'.repeat(99_000)} end`, `Typed <into> ${name}`];
    yield send(`a book in ${name}`, withAll([name], long, empty), { typed: { [name]: long } });
    yield send(`only ${name} is filled in`, withAll([name], short, empty), { typed: { [name]: short } });
  }
  if (choices.length > 0) yield send('choices that were not offered', withAll(choices, 'constructor'));
  for (const name of hidden) for (const forged of ['a\u0000b', 'constructor', '00000000-0000-0000-0000-000000000000']) yield send(`forged ${name}`, withAll([name], forged));
  for (const name of buttons) for (const forged of ['constructor', 'edit:x', 'edit:00000000-0000-0000-0000-000000000000']) yield send(`forged button ${name}`, withAll([name], forged));
  for (const once of ['a\u0000b', 'x'.repeat(9000)]) yield send(`_once ${JSON.stringify(once.slice(0, 10))}`, [['_csrf', token], ['_once', once]]);
  if (typed.length + choices.length === 0) return;
  yield send('spaces only', withAll(typed, ' \t\r\n '));
  yield send('every field twice', [...withAll(typed, 'one'), ...withAll(typed, 'two').filter(([name]) => name !== '_csrf')]);
  yield send('lists for texts', [['_csrf', token], ...[...typed, ...choices].flatMap((name) => [[`${name}[]`, 'a'], [`${name}[a][b]`, 'b']] as const)]);
  yield send('names of JavaScript', [...withAll([], ''), ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', '__proto__[roles]', 'a\u0000b', 'x'.repeat(150)].map((name) => [name, 'x'] as const)]);
  for (const text of AWKWARD_TEXTS) yield send(JSON.stringify(text), withAll(texts, text));
  for (const day of days.length > 0 ? AWKWARD_DAYS : []) for (const name of days) yield send(`${name} ${day}`, withAll([name], day));
}

const URLENCODED = 'application/x-www-form-urlencoded';

function* wrongTypes(token: string, names: readonly string[], form: PageForm): Generator<Nasty> {
  yield { what: 'nothing at all', body: undefined };
  yield { what: 'bytes that are no text', body: `_csrf=${token}&${names.map((name) => `${name}=%ff%fe%ed%a0%80%&%=%zz`).join('&')}`, type: URLENCODED };
  yield { what: 'JSON', body: JSON.stringify({ _csrf: token, ...Object.fromEntries(names.map((name) => [name, { $ne: null }])) }), type: 'application/json' };
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
