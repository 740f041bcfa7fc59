import { DiscoveryService, Reflector } from '@nestjs/core';
import { readdirSync, readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { routeTable, type Route } from '#libs/authorization/route-table';
import { ROLES } from '#libs/authorization/actor';
import { rawAnswer } from '../support/any-host.js';
import { startApp, type TestApp } from '../support/app.js';
import { caseStory } from '../support/case-story.js';
import { plain } from '../support/forms.js';
import { Visitor, type Answer } from '../support/visitor.js';
import { PASSWORD } from '../support/world.js';

/** What holds for every route there is, whoever adds one: a form is ours, and an answer says how it may be used. */

const PUBLIC = 'https://telecase.invalid';
const EVIL = 'evil.example';

/** A browser behind the proxy that ends TLS. */
class SecureVisitor extends Visitor {
  override send(path: string, init: RequestInit): Promise<Answer> {
    return super.send(path, { ...init, headers: { 'x-forwarded-proto': 'https', ...(init.headers as Record<string, string>) } });
  }
}

let telecase: TestApp;
let routes: readonly Route[];
/** Somebody with every role, on a case of theirs, so that no route is refused for want of a right. */
let all: Visitor;
let reference: string;

beforeAll(async () => {
  telecase = await startApp({ PUBLIC_URL: PUBLIC });
  const story = await caseStory({ ...telecase, visitor: () => new SecureVisitor(telecase.url) });
  const mission = (await telecase.db.query(`select mission_id as id from projects where id = $1`, [story.project]))[0].id;
  const person = await telecase.world.person('Dr Every', { roles: ROLES, projects: [story.project], missions: [mission], specialties: ['dermatology'] });
  all = await story.signedIn(person);
  reference = await story.posted(all);
  await story.allocate(reference, person, 'dermatology');
  expect((await all.post(`/cases/${reference}/acceptance`)).status).toBe(303);
  routes = routeTable(telecase.app.get(DiscoveryService), telecase.app.get(Reflector));
}, 60_000);
afterAll(() => telecase.stop());

const unsafe = () => routes.filter(({ method }) => !['GET', 'OPTIONS', 'HEAD'].includes(method));
/** Where a route is, with something in place of what it names. */
const addressOf = ({ path }: Pick<Route, 'path'>) => path.replace(':reference', reference).replaceAll(/:slug/g, 'post-a-case').replaceAll(/:specialty|:code/g, 'dermatology').replaceAll(/:\w+/g, randomUUID());
const inBatches = async <In, Out>(list: readonly In[], ask: (one: In) => Promise<Out>): Promise<Out[]> => {
  const answers: Out[] = [];
  for (let at = 0; at < list.length; at += 8) answers.push(...(await Promise.all(list.slice(at, at + 8).map(ask))));
  return answers;
};

describe('whatever changes something', () => {
  const form = (fields: Record<string, string>, headers: Record<string, string> = {}): RequestInit => ({ body: new URLSearchParams(fields), headers: { accept: 'application/json', ...headers } });
  const answers = (init: () => RequestInit) => inBatches(unsafe(), async (route) => {
    const { status, text } = await all.send(addressOf(route), { method: route.method, ...init() });
    return `${route.method} ${route.path}: ${status}${text.includes('"csrf"') ? ' stale' : ''}`;
  });
  const expected = (what: string) => unsafe().map(({ method, path }) => `${method} ${path}: ${what}`);

  it('is refused without the token of the session, or with another one', async () => {
    expect(unsafe().length).toBeGreaterThan(50);
    const foreign = await new SecureVisitor(telecase.url).csrf();
    for (const fields of [{}, { _csrf: foreign }] as Record<string, string>[]) expect(await answers(() => form(fields))).toEqual(expected('409 stale'));
  });

  it('is refused without the token as a form with files too', async () => {
    const before = await telecase.db.query(`select count(*)::int as messages from messages`);
    for (const path of ['/cases', `/cases/${reference}`, `/cases/${reference}/attachments`, ...routes.filter(({ path: one, method }) => method === 'POST' && /^\/cases\/:reference\/(comments|questions|replies|answers)$/.test(one)).map(addressOf)]) {
      const body = new FormData();
      body.append('text', 'Written elsewhere');
      body.append('files', new Blob(['x']), 'x.txt');
      const { status, text } = await all.send(path, { method: 'POST', body, headers: { accept: 'application/json' } });
      expect([path, status, text.includes('"csrf"')]).toEqual([path, 409, true]);
    }
    expect(await telecase.db.query(`select count(*)::int as messages from messages`)).toEqual(before);
  });

  it('is refused from a page of another origin, its token notwithstanding, signed in or not', async () => {
    const token = await all.csrf();
    const foreign: Record<string, string>[] = [{ origin: `https://${EVIL}` }, { 'sec-fetch-site': 'cross-site', origin: PUBLIC }];
    for (const headers of foreign) expect(await answers(() => form({ _csrf: token }, headers))).toEqual(expected('403'));
    const almost: Record<string, string>[] = [{ origin: 'null' }, { origin: `${PUBLIC}.${EVIL}` }, { origin: PUBLIC.replace('https', 'http') }, { origin: `${PUBLIC}:8443` }, { 'sec-fetch-site': 'same-site' }];
    for (const headers of almost) expect((await all.send('/profile', { method: 'POST', ...form({ _csrf: token }, headers) })).status).toBe(403);
    const visitor = new SecureVisitor(telecase.url);
    expect((await visitor.send('/sign-in', { method: 'POST', ...form({ email: 'a@example.org', password: 'x' }, { origin: `https://${EVIL}`, 'x-forwarded-host': EVIL }) })).status).toBe(403);
  });
});

describe('every answer', () => {
  const CSP = "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;media-src 'self';connect-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'";
  const problems = ({ status, headers }: Answer, what: string): string[] => {
    const csp = headers.get('content-security-policy') ?? '';
    const isPage = headers.get('content-type')?.startsWith('text/html');
    return Object.entries({
      csp: isPage || status < 200 || status >= 300 ? csp === CSP : csp === CSP || csp === "default-src 'none'; frame-ancestors 'none'; sandbox",
      hsts: /^max-age=31536000$/.test(headers.get('strict-transport-security') ?? ''),
      sniff: headers.get('x-content-type-options') === 'nosniff',
      referrer: headers.get('referrer-policy') === 'same-origin',
      stored: /\bno-store\b/.test(headers.get('cache-control') ?? ''),
      power: !headers.has('x-powered-by'),
      cookie: headers.getSetCookie().every((cookie) => /^__Host-[^;]+; Path=\/;(?=.*HttpOnly)(?=.*Secure)(?=.*SameSite=Lax)(?!.*Domain)/i.test(cookie)),
    }).filter(([, isRight]) => !isRight).map(([name]) => `${what} ${status}: ${name}`);
  };

  it('may run nothing of others, be framed by nobody, be kept by no cache; behind TLS it says so', async () => {
    const seen = new Set<number>();
    const gets = routes.filter(({ method }) => method === 'GET');
    const asked = [...gets.map(addressOf), '/nothing-here', '/cases/XXX-2026-0001', '/admin/nothing', '/%', '/%2e%2e/etc/passwd', '/assets/nothing.css'];
    const list = await inBatches(asked.flatMap((path) => [[all, path], [new SecureVisitor(telecase.url), path]] as const), async ([who, path]) => {
      const answer = await who.send(path, { method: 'GET' });
      seen.add(answer.status);
      return problems(answer, `GET ${path}`);
    });
    const posts = await inBatches(unsafe(), async ({ method, path }) => {
      const answer = await new SecureVisitor(telecase.url).send(addressOf({ path }), { method, body: new URLSearchParams({ email: 'x' }) });
      seen.add(answer.status);
      return problems(answer, `${method} ${path}`);
    });
    expect([...list, ...posts].flat()).toEqual([]);
    for (const status of [200, 303, 401, 404, 409, 422]) expect(seen).toContain(status);
  });

  it('when it is our fault too', async () => {
    await telecase.db.query(`alter table projects rename to gone`);
    try {
      const answer = await all.get('/cases/new');
      expect(answer.status).toBe(500);
      expect(problems(answer, 'GET /cases/new')).toEqual([]);
    } finally {
      await telecase.db.query(`alter table gone rename to projects`);
    }
  });
});

describe('what a stranger can say', () => {
  /** Where the links, forms and pictures of a page lead, and where it sends a browser. */
  const leadsTo = ({ text, location, headers }: Answer): string[] =>
    [...plain(text).matchAll(/(?:\s(?:href|action|formaction|src|srcset)|name="(?:next|_kept)" value)="([^"]*)"/g)].map(([, to]) => to!).concat(location ?? [], /url=(.+)$/.exec(headers.get('refresh') ?? '')?.[1] ?? []);
  const leadsOut = (answer: Answer) => leadsTo(answer).filter((to) => !to.startsWith('mailto:') && URL.parse(to, `${PUBLIC}/here`)?.origin !== PUBLIC);

  const ELSEWHERE = [
    `https://${EVIL}`, `//${EVIL}`, `/\\${EVIL}`, `\\\\${EVIL}`, `/\t/${EVIL}`, `/\n/${EVIL}`, `\t//${EVIL}`, ` //${EVIL}`, `https:${EVIL}`, `https:/${EVIL}`, `///${EVIL}`, `/..//${EVIL}`, `/./\\${EVIL}`, `/%2f%2f${EVIL}/..//${EVIL}`,
    `javascript:alert(1)`, `JaVaScRiPt:alert(1)`, `data:text/html,x`, `${PUBLIC}@${EVIL}`, `/\u0000/${EVIL}`, `/a/../..//${EVIL}`, `//${EVIL}%2f..`, `%2f%2f${EVIL}`, `http:\\\\${EVIL}`, `/\u2028/${EVIL}`, `.${EVIL}`, `@${EVIL}`,
  ];

  it('leads nobody away from us after a sign-in or a proof, nor by what a page is asked for', async () => {
    const email = (await telecase.world.person('Dr Led', { roles: ['coordinator'] })).email;
    const wrong: string[] = [];
    const look = (answer: Answer, what: string) => wrong.push(...leadsOut(answer).map((to) => `${what}: ${to}`));
    for (const next of ELSEWHERE) {
      const visitor = new SecureVisitor(telecase.url);
      look(await visitor.get(`/sign-in?next=${encodeURIComponent(next)}`), `sign-in ${next}`);
      look(await visitor.post('/sign-in', { email, password: 'wrong', next, _kept: next, 'kept.text': 'x', _csrf: '' }), `wrong ${next}`);
      look(await visitor.post('/sign-in', { email, password: PASSWORD, next, _kept: next, 'kept.text': 'x', _csrf: '' }), `in ${next}`);
      look(await visitor.get(`/profile/proof?next=${encodeURIComponent(next)}`), `proof ${next}`);
      look(await visitor.post('/profile/proof', { password: PASSWORD, next }), `proved ${next}`);
      await telecase.db.query(`delete from rate_limits`);
    }
    const names = ['next', 'return', 'back', 'url', 'redirect', 'to', 'image', 'page', 'with', 'done', '_kept', 'lang'];
    const gets = routes.filter(({ method, path }) => method === 'GET' && !path.endsWith('.pdf') && !path.endsWith('.zip'));
    await inBatches(gets, async (route) => {
      for (const next of [`https://${EVIL}`, `//${EVIL}`]) look(await all.send(`${addressOf(route)}?${new URLSearchParams(names.map((name) => [name, next]))}`, { method: 'GET' }), `${route.path} ${next}`);
    });
    for (const path of [`//${EVIL}`, `//${EVIL}/%2e%2e`, `/\\${EVIL}`, `//${EVIL}/assets/css`, `/assets//${EVIL}`]) look(await new SecureVisitor(telecase.url).send(path, { method: 'GET' }), path);
    expect(wrong).toEqual([]);
  });

  it('of our name comes back from no page, and in no mail', async () => {
    const headers = { host: EVIL, 'x-forwarded-host': EVIL, 'x-forwarded-server': EVIL, forwarded: `host=${EVIL}`, 'x-forwarded-proto': 'https', 'x-original-url': `//${EVIL}`, 'x-rewrite-url': `//${EVIL}` };
    const gets = routes.filter(({ method }) => method === 'GET');
    const told = await inBatches(gets.flatMap((route) => [[route, all.cookie], [route, '']] as const), async ([route, cookie]) => ((await rawAnswer(telecase.url, 'GET', addressOf(route), { ...headers, cookie })).includes(EVIL) ? [route.path] : []));
    expect(told.flat()).toEqual([]);

    const person = await telecase.world.person('Dr Mailed', { roles: ['coordinator'] });
    await new SecureVisitor(telecase.url).post('/forgotten-password', { email: person.email, _csrf: '' }, headers);
    await telecase.settled();
    const folder = telecase.settings.inDataDir('mail');
    const mails = readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`, 'utf8')).filter((mail) => mail.includes(person.email));
    expect(mails).toHaveLength(1);
    expect(mails[0]).toContain(`${PUBLIC}/reset/`);
    expect(mails[0]).not.toContain(EVIL);
  });
});

it('who tries too often is told so in their language, and how long to wait', async () => {
  const french = await telecase.world.person('Dr Lent', { roles: ['coordinator'], language: 'fr' });
  const project = (await telecase.db.query(`select id from projects`))[0].id;
  const visitor = new SecureVisitor(telecase.url);
  const tries: [string, string, Record<string, string>, Visitor?][] = [
    ['/sign-in', 'sign-in', { email: french.email, password: 'wrong' }],
    ['/forgotten-password', 'request', { email: french.email }],
    ['/request-account', 'request', { name: 'X', email: 'lent@example.org', role: 'project-staff', project, why: 'Y', language: 'fr' }],
    ['/profile/proof', 'proof', { password: 'wrong' }, visitor],
    ['/profile/password', 'proof', { current: 'wrong', password: 'seven slow boats on a wide lake', again: 'seven slow boats on a wide lake' }, visitor],
    ['/profile/email', 'request', { email: 'lent2@example.org' }, visitor],
  ];
  await visitor.signIn(french.email, PASSWORD);
  for (const [path, what, fields, who = new SecureVisitor(telecase.url)] of tries) {
    await telecase.db.query(`delete from rate_limits`);
    const send = () => who.post(`${path}?lang=fr`, { ...fields, ...(who !== visitor && { _csrf: '' }) }, { 'accept-language': 'fr' });
    await send();
    await telecase.db.query(`update rate_limits set points = 100000`);
    const { status, headers, text } = await send();
    expect([path, status, /Attendez \d+ min/.test(plain(text)), Number(headers.get('retry-after')) >= 60]).toEqual([path, 429, true, true]);
    expect(await telecase.db.query(`select action, outcome, account_id is not null as "isNamed" from access_log order by id desc limit 1`)).toEqual([{ action: `account.${what}-throttled`, outcome: 'refused', isNamed: who === visitor }]);
  }
});
