import { once } from 'node:events';
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { inject } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { caseStory, type CaseStory } from '../support/case-story.js';
import { expectDecent, expectPage } from '../support/decent.js';
import { plain } from '../support/forms.js';
import { say } from '../support/raw-http.js';
import { makeLiars, makeSamples } from '../support/samples/index.js';
import type { Visitor } from '../support/visitor.js';

/** Files that are not what they say, too much of them, and forms that break off while they bring them. */

let telecase: TestApp;
let story: CaseStory;
let nurse: Visitor;
let french: Visitor;
let samples: Awaited<ReturnType<typeof makeSamples>>;
let liars: Awaited<ReturnType<typeof makeLiars>>;

beforeAll(async () => {
  telecase = await startApp({ UPLOAD_MAX_MB: '1' });
  story = await caseStory(telecase);
  nurse = await story.signedIn(story.people.nurse);
  french = await story.signedIn(await story.frenchNurse());
  [samples, liars] = [await makeSamples(inject('samples')), await makeLiars(inject('samples'))];
}, 120_000);
afterAll(() => telecase.stop());

const read = async ({ name, path }: { name: string; path: string }, as = name) => ({ name: as, bytes: await readFile(path) });
const namesOn = async (reference: string): Promise<string[]> => (await telecase.db.query(`select a.name from attachments a join cases c on c.id = a.case_id where c.reference = $1 order by a.name`, [reference])).map((row: { name: string }) => row.name);
const filesOnDisk = ({ settings }: TestApp) => globSync('files/??/??/*', { cwd: settings.dataDir }).length;

it('refuses each wrong file by its name, with the reason, and keeps the others of the batch', async () => {
  const reference = await story.posted(nurse);
  const before = filesOnDisk(telecase);
  const large = { name: 'too-long.wav', bytes: Buffer.concat([await readFile(samples.wav.path), Buffer.alloc(1_000_001)]) };
  const wrong = await Promise.all([liars.elfNamedJpg, liars.exeNamedJpg, liars.zipNamedDocx, liars.macrosNamedDocx, liars.htmlNamedTxt, liars.svgNamedPng, liars.svg, liars.textWithNul, liars.empty, liars.pngNamedJpg].map((one) => read(one)));
  const good = await read(samples.pdf);
  const answer = await nurse.postFiles(`/cases/${reference}/attachments`, {}, [...wrong, large, good]);
  expectDecent(answer);
  const page = plain(answer.text);
  for (const { name } of [...wrong, large]) expect(page, name).toContain(name);
  expect(page).toContain('1 MB');
  expect(await namesOn(reference)).toEqual([good.name]);
  expect(filesOnDisk(telecase)).toBe(before + 1);

  const onlyBad = await french.postFiles(`/cases/${reference}/attachments`, {}, wrong);
  expect(onlyBad.status).toBe(422);
  expectDecent(onlyBad, { language: 'fr' });
  expect(filesOnDisk(telecase)).toBe(before + 1);
});

it('says how large a file may be, wherever one comes with a form', async () => {
  const reference = await story.posted(french);
  const large = { name: 'too-long.wav', bytes: Buffer.concat([await readFile(samples.wav.path), Buffer.alloc(1_000_001)]) };
  const draft = await nurse.postFiles('/cases', { project: story.project, title: 'With a long recording', do: 'save' }, [large]);
  expect([draft.status, plain(draft.text)]).toEqual([422, expect.stringContaining('too-long.wav is larger than 1 MB')]);
  const message = await french.postFiles(`/cases/${reference}/messages`, { body: 'Avec un long enregistrement', language: 'fr' }, [large]);
  expect([message.status, plain(message.text)]).toEqual([422, expect.stringMatching(/too-long\.wav dépasse 1\sMo/)]);
});

it('asks for a file when none was chosen', async () => {
  const reference = await story.posted(french);
  for (const files of [[], [{ name: '', bytes: new Uint8Array() }]]) {
    const answer = await french.postFiles(`/cases/${reference}/attachments`, {}, files);
    expect(answer.status).toBe(422);
    expectDecent(answer, { language: 'fr' });
  }
});

it('keeps a message and a draft when one of their files is refused', async () => {
  const reference = await story.posted(nurse);
  const bad = await read(liars.elfNamedJpg, 'program <b>.jpg');
  const message = await nurse.postFiles(`/cases/${reference}/messages`, { body: 'With a file', language: 'en' }, [bad]);
  expectDecent(message, { typed: ['program'] });
  expect(message.status).toBe(422);
  expect((await nurse.get(`/cases/${reference}/discussion`)).text).toContain('With a file');

  const draft = await nurse.postFiles('/cases', { project: story.project, title: 'A draft with a file', do: 'add' }, [bad, await read(samples.png)]);
  expect(draft.status).toBe(422);
  expectDecent(draft, { typed: ['program'] });
  expect(draft.text).toContain('value="A draft with a file"');
  const [{ reference: drafted }] = await telecase.db.query(`select reference from cases where title = 'A draft with a file'`);
  expect(await namesOn(drafted)).toEqual([samples.png.name]);
});

it('shows every file under the name that it was given, without disguise, and gives it one that every computer can have', async () => {
  const reference = await story.posted(nurse);
  const csv = Buffer.from('a,b\n');
  const names = ['../../../etc/passwd.csv', `${'x'.repeat(400)}.csv`, 'CON.csv', '\u202evsc.exe.csv', '<script>.csv', 'حالة.csv', '.csv', 'a/b\\c.csv', '"; rm -rf ~;".csv', ' .csv', '%2e%2e%2f.csv', 'no\r\nheader: x.csv'];
  const answer = await nurse.postFiles(`/cases/${reference}/attachments`, {}, names.map((name) => ({ name, bytes: csv })));
  expectDecent(answer);
  const kept = await namesOn(reference);
  expect(kept, plain(answer.text)).toHaveLength(names.length);
  // eslint-disable-next-line no-control-regex
  for (const name of kept) expect(name).toMatch(/^(?!\.\.?$)[^\u0000-\u001f\u007f\u202a-\u202e]{1,255}$/);
  const tab = await nurse.get(`/cases/${reference}/attachments`);
  expectDecent(tab);
  for (const [, path] of tab.text.matchAll(/href="(\/cases\/[^"]*\/file)"/g)) {
    const { status, headers } = await nurse.bytes(path!);
    expect(status).toBe(200);
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="[ -~]*"(; filename\*=UTF-8''[\w.!~*'()%-]+)?$/);
  }
});

it('answers a form that breaks off, and keeps nothing of it', async () => {
  const reference = await story.posted(nurse);
  const before = filesOnDisk(telecase);
  const _csrf = await nurse.csrf();
  const part = (name: string, value: string, filename = '') => `--b\r\nContent-Disposition: form-data; name="${name}"${filename && `; filename="${filename}"`}\r\n\r\n${value}\r\n`;
  const whole = part('_csrf', _csrf) + part('files', 'some text', 'a.txt');
  const post = (body: string, length = Buffer.byteLength(body), type = 'multipart/form-data; boundary=b') =>
    `POST /cases/${reference}/attachments HTTP/1.1\r\nHost: ${new URL(telecase.url).host}\r\nCookie: ${nurse.cookie}\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n${body}`;
  const broken: [string, string, boolean][] = [
    ['without an end', post(whole + part('files', 'half', 'b.txt').slice(0, -6)), false],
    ['without a boundary', post(`${whole}--b--\r\n`, undefined, 'multipart/form-data'), false],
    ['with another boundary', post(`${whole}--b--\r\n`, undefined, 'multipart/form-data; boundary=c'), false],
    ['with a part that has no head', post(`${whole}--b\r\nnonsense\r\n\r\nx\r\n--b--\r\n`), false],
    ['with a field that has no name', post(`${whole}--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n`), false],
    ['that hangs up in the middle', post(whole + part('files', 'half', 'b.txt'), 1_000_000), true],
  ];
  for (const [what, sent, hangUp] of broken) {
    const heard = await say(telecase.url, sent, { hangUp });
    if (hangUp) continue;
    expect(heard, what).toMatch(/^HTTP\/1\.1 (400|409|413|422) /);
    expectPage(heard.slice(heard.indexOf('<!doctype'), heard.indexOf('</html>') + 8), { what });
  }
  await expect.poll(() => filesOnDisk(telecase)).toBe(before);
  expect(await namesOn(reference)).toEqual([]);
  const late = await say(telecase.url, post(`${whole}--b--\r\n`, 10));
  expect(late).toMatch(/^HTTP\/1\.1 4/);
});

it('refuses 501 MB at the limit of 500, by name and with the limit, without holding it in memory, and keeps the small file beside it', async () => {
  const usual = await startApp();
  try {
    const itsStory = await caseStory(usual);
    const visitor = await itsStory.signedIn(itsStory.people.nurse);
    const reference = await itsStory.posted(visitor);
    const _csrf = await visitor.csrf();
    const head = Buffer.from(`--b\r\nContent-Disposition: form-data; name="_csrf"\r\n\r\n${_csrf}\r\n--b\r\nContent-Disposition: form-data; name="files"; filename="film.mp4"\r\n\r\n`);
    const tail = Buffer.from(`\r\n--b\r\nContent-Disposition: form-data; name="files"; filename="list.csv"\r\n\r\ndrug,dose\n\r\n--b--\r\n`);
    const [piece, pieces] = [Buffer.alloc(1_000_000, 'film'), 501];
    const sent = request(new URL(`/cases/${reference}/attachments`, usual.url), {
      method: 'POST',
      headers: { cookie: visitor.cookie, 'content-type': 'multipart/form-data; boundary=b', 'content-length': head.length + piece.length * pieces + tail.length },
    });
    const answered = once(sent, 'response');
    const before = process.memoryUsage().rss;
    let most = before;
    sent.write(head);
    for (let at = 0; at < pieces; at += 1) {
      if (!sent.write(piece)) await once(sent, 'drain');
      most = Math.max(most, process.memoryUsage().rss);
      await setImmediate();
    }
    sent.end(tail);
    const [answer] = await answered;
    const page = plain(await text(answer));
    expect(answer.statusCode).toBe(200);
    expect(page).toContain('film.mp4 was not added.</b> It is larger than 500 MB');
    expect(page).toContain('1 file was added.');
    expect(await usual.db.query(`select name from attachments`)).toEqual([{ name: 'list.csv' }]);
    expect(filesOnDisk(usual)).toBe(1);
    expect((most - before) / 1_000_000, 'megabytes more than before').toBeLessThan(150);
  } finally {
    await usual.stop();
  }
}, 120_000);
