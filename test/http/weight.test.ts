import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { THUMBNAIL } from '../../src/attachments/preview-sizes.js';
import { assetPath } from '../../src/ui/assets.js';
import { loadDemo } from '../../src/demo/load-demo.js';
import { startApp, type TestApp } from '../support/app.js';
import { crawl, type CrawledPage } from '../support/crawl.js';
import { expectPage } from '../support/decent.js';
import { rawRequest, type RawAnswer } from '../support/raw-http.js';

/** What pages weigh on the wire, and the headers they come with; over every page of the demo story that anybody can reach. */

const KB = 1000;
/** The case form in gzip: what a page may weigh at most. Any other page that follows a first visit weighs less. */
const FORM = 8 * KB;
let telecase: TestApp;
let password: string;

beforeAll(async () => {
  telecase = await startApp();
  const [first] = await loadDemo(telecase.app, telecase.settings);
  password = / password (\S+)$/.exec(first!)![1]!;
  await vi.waitFor(() => telecase.settled(), { timeout: 100_000 });
}, 120_000);
afterAll(() => telecase.stop());

const packed = (path: string, encoding: 'br' | 'gzip' | 'identity', cookie = ''): Promise<RawAnswer> => rawRequest(telecase.url, path, { headers: { cookie, 'accept-encoding': encoding, 'user-agent': 'Mozilla/5.0' } });
const assetsOf = (html: string): string[] => [...new Set([...html.matchAll(/(?:href|src)="(\/assets\/[^"#]+)/g)].map(([, path]) => path!))];
/** Under a kilobyte nothing is packed: it would save no packet. */
const unpacked = ({ headers, bytes }: Pick<RawAnswer, 'headers' | 'bytes'>): string => {
  const encoding = headers['content-encoding'];
  return (encoding === 'gzip' ? gunzipSync(bytes) : encoding === 'br' ? brotliDecompressSync(bytes) : bytes).toString();
};
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

const VISITORS = ['/sign-in', '/sign-in?lang=fr', '/request-account', '/forgotten-password', '/help', '/nothing-here'];
const FIRST_PAGES: Record<string, string[]> = {
  staff: ['/to-do', '/cases/new', '/profile', '/notifications'], 'staff-c': ['/to-do', '/cases/new', '/profile'], medco: ['/to-do'], dermatology: ['/to-do', '/profile'],
  coordinator: ['/to-do'], admin: ['/admin/accounts', '/admin/failures', '/to-do'], auditor: ['/audit'],
};

/** Each page that a person comes to, with what came over the wire for it. */
async function pagesOf(handle: string): Promise<{ cookie: string; pages: (CrawledPage & RawAnswer)[] }> {
  const visitor = telecase.visitor();
  if (handle) expect((await visitor.signIn(`${handle}@demo.example`, password)).status).toBe(303);
  const answers = new Map<string, RawAnswer>();
  const pages = await crawl(handle ? FIRST_PAGES[handle]! : VISITORS, async (path) => {
    const answer = await packed(path, 'gzip', visitor.cookie);
    answers.set(path, answer);
    const isPage = (answer.status < 300 || answer.status === 404) && answer.headers['content-type']?.startsWith('text/html');
    return isPage ? unpacked(answer) : null;
  });
  return { cookie: visitor.cookie, pages: pages.map((page) => ({ ...page, ...answers.get(page.path)! })) };
}

it.each(['', ...Object.keys(FIRST_PAGES)])('every page of %j is light, whole and safe', async (handle) => {
  const { cookie, pages } = await pagesOf(handle);
  expect(pages.length).toBeGreaterThan(5);
  const heaviest = new Map<string, number>();
  for (const { path, kind, html, headers, bytes } of pages) {
    expectHeaders(headers, path);
    expectPage(html, { language: /<html lang="(\w+)"/.exec(html)?.[1], what: path });
    heaviest.set(kind, Math.max(heaviest.get(kind) ?? 0, bytes.length));
    const viewer = kind === '/cases/:reference/images/:id' ? 2 : 0;
    const assets = assetsOf(html);
    expect(assets.length, `files of ${path}: ${assets}`).toBeLessThanOrEqual(3 + viewer);
  }
  console.log(`${handle || 'visitors'}, bytes in gzip: ${[...heaviest].sort(([, a], [, b]) => b - a).map(([kind, size]) => `${kind} ${size}`).join(', ')}`);
  // The blank form too, as browsers take it over https.
  if (heaviest.has('/cases/new')) expect((await packed('/cases/new', 'br', cookie)).bytes.length, 'the case form in Brotli').toBeLessThan(5 * KB);
  for (const [kind, size] of heaviest) expect(size, kind).toBeLessThan(kind === '/cases/new' || kind === '/cases/:reference/edit' ? FORM : 5 * KB);
}, 240_000);

it('stays light however much there is', async () => {
  const { db } = telecase;
  const [{ id: project }] = await db.query(`select id from projects where code = 'BUN'`);
  const copies = (table: string, which: string, changes: string) => db.query(
    `insert into ${table} select made.* from (select * from ${table} where ${which} limit 1) one, generate_series(1, 300) n,
       lateral jsonb_populate_record(null::${table}, to_jsonb(one) || jsonb_build_object('id', gen_random_uuid(), ${changes})) made`, [project]);
  await copies('patients', 'project_id = $1', `'local_reference', 'OPD-' || n`);
  await copies('cases', `project_id = $1 and state = 'awaiting-allocation'`, `'reference', 'BUN-2025-' || to_char(n, 'FM0000')`);
  const heavy: string[] = [];
  for (const [handle, paths] of Object.entries({ staff: ['/to-do', '/cases', '/cases/new', '/patients', '/notifications'], medco: ['/cases', '/patients'], coordinator: ['/to-do', '/cases', '/patients'], auditor: ['/audit'] })) {
    const visitor = telecase.visitor();
    await visitor.signIn(`${handle}@demo.example`, password);
    for (const path of paths) {
      const { bytes } = await packed(path, 'gzip', visitor.cookie);
      console.log(`${handle} ${path}, much of everything: ${bytes.length}`);
      if (bytes.length >= (path === '/cases/new' ? FORM : 8 * KB)) heavy.push(`${handle} ${path}: ${bytes.length}`);
    }
  }
  expect(heavy).toEqual([]);
});

it('packs pages and assets with what the browser takes', async () => {
  for (const path of ['/sign-in', ...assetsOf((await packed('/sign-in', 'identity')).bytes.toString())]) {
    const [plain, gzip, brotli] = [await packed(path, 'identity'), await packed(path, 'gzip'), await packed(path, 'br')];
    if (plain.bytes.length < 1024) continue;
    expect([gzip.headers['content-encoding'], brotli.headers['content-encoding']], path).toEqual(['gzip', 'br']);
    const withoutKeys = (answer: RawAnswer) => unpacked(answer).replaceAll(/name="_once" value="[^"]*"/g, '');
    expect(withoutKeys(gzip), path).toBe(withoutKeys(plain));
    expect(withoutKeys(brotli), path).toBe(withoutKeys(plain));
    expect(brotli.bytes.length, path).toBeLessThan(gzip.bytes.length);
  }
});

it.each(['/sign-in', '/to-do', '/cases/new'])('a first visit to %s is under 25 kB in four requests, a later one loads nothing but the page', async (path) => {
  const visitor = telecase.visitor();
  await visitor.signIn('staff@demo.example', password);
  for (const encoding of ['gzip', 'br'] as const) {
    const page = await packed(path, encoding, visitor.cookie);
    const assets = assetsOf(unpacked(page));
    const loaded = await Promise.all(assets.map((asset) => packed(asset, encoding, visitor.cookie)));
    expect(1 + assets.length).toBeLessThanOrEqual(4);
    const total = page.bytes.length + sum(loaded.map(({ bytes }) => bytes.length));
    console.log(`first visit to ${path} in ${encoding}: ${total} bytes, ${assets.map((asset, at) => `${asset.split('/').at(-1)} ${loaded[at]!.bytes.length}`).join(', ')}`);
    expect(total).toBeLessThan(25 * KB);
    for (const { status, headers } of loaded) expect([status, headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
  }
});

it('all JavaScript of the product together is under 20 kB', async () => {
  const scripts = ['en', 'fr'].map(async (language) => (await packed(assetsOf((await packed(`/sign-in?lang=${language}`, 'identity')).bytes.toString()).find((path) => path.endsWith('.js'))!, 'gzip')).bytes.length);
  const viewer = (await packed(assetPath('viewer.js'), 'identity')).bytes.length;
  console.log(`scripts in gzip: ${(await Promise.all(scripts)).join(', ')}, of the viewer ${viewer}`);
  for (const bytes of await Promise.all(scripts)) expect(bytes + viewer).toBeLessThan(20 * KB);
});

it('style sheet and icons stay small', async () => {
  const [css] = assetsOf((await packed('/sign-in', 'identity')).bytes.toString()).filter((path) => path.endsWith('.css'));
  expect((await packed(css!, 'gzip')).bytes.length).toBeLessThan(9 * KB);
});

it('draws thumbnails under 8 kB', async () => {
  const visitor = telecase.visitor();
  await visitor.signIn('coordinator@demo.example', password);
  const rows: { reference: string; id: string }[] = await telecase.db.query(`select c.reference, a.id from attachments a join cases c on c.id = a.case_id where a.preview_state = 'ready' and c.state <> 'draft'`);
  expect(rows.length).toBeGreaterThan(5);
  for (const { reference, id } of rows) {
    const { status, headers, bytes } = await visitor.bytes(`/cases/${reference}/attachments/${id}/preview/${THUMBNAIL}`);
    expect([status, headers.get('content-type')]).toEqual([200, 'image/webp']);
    expect(bytes.length, reference).toBeLessThan(8 * KB);
  }
});

function expectHeaders(headers: RawAnswer['headers'], path: string): void {
  const policy = Object.fromEntries(String(headers['content-security-policy']).split(';').map((part) => [part.split(/\s+/)[0], part.split(/\s+/).slice(1).join(' ')]));
  expect(policy, path).toMatchObject({ 'default-src': `'none'`, 'script-src': `'self'`, 'style-src': `'self'`, 'img-src': `'self' data:`, 'connect-src': `'self'`, 'form-action': `'self'`, 'base-uri': `'none'`, 'frame-ancestors': `'none'` });
  expect(headers, path).toMatchObject({
    'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin',
  });
  expect(headers, path).not.toHaveProperty('x-powered-by');
}
