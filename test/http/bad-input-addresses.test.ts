import { DiscoveryService, Reflector } from '@nestjs/core';
import { routeTable } from '#libs/authorization/route-table';
import { startApp, type TestApp } from '../support/app.js';
import { caseStory, type CaseStory } from '../support/case-story.js';
import { expectPage } from '../support/decent.js';
import { AWKWARD_DAYS, AWKWARD_TEXTS } from '../support/nasty.js';
import { rawRequest, say } from '../support/raw-http.js';
import type { Visitor } from '../support/visitor.js';
import { PASSWORD } from '../support/world.js';

let telecase: TestApp;
let story: CaseStory;
let nurse: Visitor;
let french: Visitor;

beforeAll(async () => {
  telecase = await startApp();
  story = await caseStory(telecase);
  nurse = await story.signedIn(story.people.nurse);
  french = await story.signedIn(await story.frenchNurse());
});
afterAll(() => telecase.stop());


describe('addresses', () => {
  const UNKNOWN = [
    '/nothing-here', '/cases/', '/cases/x', '/cases/BUN-2026-9999', '/cases/bun-2026-0001', '/cases/BUN-2026-0001%00', '/cases/../../etc/passwd', '/cases/BUN-2026-9999.pdf',
    '/patients/1', '/patients/00000000-0000-0000-0000-000000000000', '/help/no-such-article', '/help/__proto__', '/help/..%2f..%2fpackage.json', '/admin/accounts', '/audit', '/assets/0/../../main.ts',
    '/activate/x', `/reset/${'x'.repeat(5000)}`, '/cases/%ff', '/%zz', '/%00', '/%E0%A4%A', `/${'x'.repeat(10_000)}`, '//elsewhere.example/', '/cases/BUN-2026-9999/attachments/x/file',
  ];

  it.each(UNKNOWN.map((path) => [path.slice(0, 60), path]))('%s is told in the person’s language, with a way on', async (_, path) => {
    for (const [visitor, language] of [[nurse, 'en'], [french, 'fr']] as const) {
      const raw = await rawRequest(telecase.url, path, { headers: { cookie: visitor.cookie } });
      const text = raw.bytes.toString();
      expect([200, 303, 400, 404, 409], `${path}: ${text.slice(0, 300)}`).toContain(raw.status);
      if (raw.status === 303) continue;
      expectPage(text, { language, what: path });
      expect(text).toContain('<a href="/');
      const head = await rawRequest(telecase.url, path, { method: 'HEAD', headers: { cookie: visitor.cookie } });
      expect([head.status, head.bytes.length]).toEqual([raw.status, 0]);
    }
  });

  it.each(['PUT', 'PATCH', 'DELETE', 'PROPFIND', 'TRACE', 'OPTIONS', 'SEARCH'])('%s changes nothing and harms nobody', async (method) => {
    const reference = await story.posted(nurse);
    for (const path of ['/', '/cases', `/cases/${reference}`, '/profile', '/assets/0/telecase.css', '/nothing-here']) {
      const { status, bytes } = await rawRequest(telecase.url, path, { method, headers: { cookie: nurse.cookie } });
      expect(status, `${method} ${path}`).toBeLessThan(500);
      if (status >= 400) expectPage(bytes.toString(), { what: `${method} ${path}` });
    }
    expect(await story.stateOf(reference)).toBe('awaiting-allocation');
  });

  it.each([
    ['an address longer than any', `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
    ['a head longer than any', `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['no HTTP at all', 'SSH-2.0-OpenSSH_9.6\r\n\r\n', 400],
    ['two lengths', 'POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 400],
    ['a method that is none', 'EAT / HTTP/1.1\r\nHost: x\r\n\r\n', 400],
  ])('%s is answered, and the next request is served', async (_, sent, status) => {
    const heard = await say(telecase.url, sent);
    expect(heard.split('\r\n')[0]).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(heard).not.toMatch(/\sat .*:\d/);
    expect(heard).toContain(status === 431 ? '<h1>That is too much at once</h1>' : '<h1>That could not be read</h1>');
    expect((await nurse.get('/to-do')).status).toBe(200);
  });

  it('reads every list and page with any question behind its address', async () => {
    const people = story.people;
    const reference = await story.accepted();
    const admin = await story.signedIn(await telecase.world.person('T. Berg', { roles: ['administrator', 'auditor', 'coordinator', 'medco', 'specialist', 'project-staff'], projects: [story.project] }));
    const names = ['q', 'after', 'before', 'state', 'sort', 'specialty', 'image', 'corrects', 'done', 'posted', 'added', 'from', 'to', 'zoom', 'case', 'who', 'outcome', 'question', 'role', 'next', 'lang', 'type', 'inline'];
    const routes = routeTable(telecase.app.get(DiscoveryService), telecase.app.get(Reflector)).filter(({ method }) => method === 'GET');
    const paths = [...new Set(routes.map(({ path }) => path.replace(':reference', reference).replace(':slug', 'attachments').replaceAll(/:\w+/g, people.nurse.id)))].filter((path) => !/\.(pdf|zip)$/.test(path));
    expect(paths.length).toBeGreaterThan(25);
    const keys = ['2026-02-30T00:00:00.000Z', '0000-00-00T00:00:00.000Z', '9999-12-31T23:59:60.000Z'].map((day) => `${day}~${people.nurse.id}`);
    const values = [...AWKWARD_TEXTS, ...AWKWARD_DAYS, ...keys, 'BUN-2026-99999999999~x'].map((one) => names.map((name) => `${name}=${encodeURIComponent(one.toWellFormed())}`).join('&'));
    const queries = [...values, names.map((name) => `${name}=a&${name}=b`).join('&'), names.map((name) => `${name}[]=a&${name}[b]=c`).join('&'), names.map((name) => `${name}=%ff%`).join('&'), '__proto__[x]=1&constructor=1', `q=${'x'.repeat(8000)}`];
    const failed: string[] = [];
    for (const path of paths) for (const query of queries) {
      const { status, headers, text } = await admin.get(`${path}?${query}`);
      if (status >= 500 || (status >= 400 && headers.get('content-type')?.startsWith('text/html') && !/<h1/.test(text))) failed.push(`${status} ${path}?${query.slice(0, 60)}`);
    }
    expect(failed).toEqual([]);
  }, 240_000);

  it('leads to no other site after sign-in', async () => {
    for (const next of ['//elsewhere.example', '/..//elsewhere.example', '/.//elsewhere.example', '/\\elsewhere.example', '/%2e%2e//elsewhere.example', 'https://elsewhere.example', '/\t/elsewhere.example', 'javascript:alert(1)', '/a/..//elsewhere.example', '']) {
      const { location } = await telecase.visitor().post('/sign-in', { email: story.people.nurse.email, password: PASSWORD, next });
      expect(new URL(location!, 'http://here.invalid').host, next).toBe('here.invalid');
    }
  });
});

describe('when it is our fault', () => {
  it.each([['en', () => nurse], ['fr', () => french]] as const)('says so in the person’s language (%s), with the reference that the log has, and no more', async (language, who) => {
    await telecase.db.query(`alter table patients rename to patients_away`);
    try {
      const answer = await who().get('/patients');
      expect(answer.status).toBe(500);
      expectPage(answer.text, { language });
      expect(answer.text).toContain(`<b class="reference">${answer.headers.get('x-request-reference')}</b>`);
      expect(answer.headers.get('x-request-reference')).toMatch(/^[0-9A-F]{12}$/);
    } finally {
      await telecase.db.query(`alter table patients_away rename to patients`);
    }
  });
});

