import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import sharp from 'sharp';
import { Upload, type UploadOptions } from 'tus-js-client';
import { GiveUpIdleUploads } from '../../src/attachments/jobs/give-up-idle-uploads.js';
import { SweepOrphanedFiles } from '../../src/attachments/jobs/sweep-orphaned-files.js';
import { startApp, type TestApp } from '../support/app.js';
import { caseStory, type CaseStory } from '../support/case-story.js';
import { encoded, tus } from '../support/tus.js';
import type { Visitor } from '../support/visitor.js';

let telecase: TestApp;
let second: TestApp;
let story: CaseStory;
let nurse: Visitor;
let picture: Buffer;

beforeAll(async () => {
  telecase = await startApp({ UPLOAD_MAX_MB: '6' });
  // A second process of the same product: one database, one folder of files.
  second = await startApp({ UPLOAD_MAX_MB: '6', UPLOAD_FILES_PER_CASE: '2', UPLOAD_FILES_PER_DAY: '40', DATA_DIR: telecase.settings.dataDir }, (telecase.db.options as { url: string }).url);
  story = await caseStory(telecase);
  nurse = await story.signedIn(story.people.nurse);
  const noise = { create: { width: 800, height: 600, channels: 3 as const, background: 'white', noise: { type: 'gaussian' as const, mean: 128, sigma: 60 } } };
  picture = await sharp(noise).png().toBuffer();
}, 120_000);
afterAll(async () => {
  await second.stop();
  await telecase.stop();
});

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const json = { accept: 'application/json' };

const begin = async (visitor: Visitor, reference: string, bytes: number, filename = 'back.png', headers: Record<string, string> = {}) =>
  tus(visitor, 'POST', '/uploads', { 'upload-length': String(bytes), 'upload-metadata': encoded({ filename, case: reference }), ...headers });
const begun = async (visitor: Visitor, reference: string, bytes: number, filename?: string): Promise<string> => {
  const { status, location, text } = await begin(visitor, reference, bytes, filename);
  if (status !== 201) throw new Error(`${status} ${text}`);
  return location!;
};
const patch = (visitor: Visitor, path: string, offset: number, bytes: Buffer, headers: Record<string, string> = {}) => tus(visitor, 'PATCH', path, { 'upload-offset': String(offset), ...headers }, bytes);
const offsetOf = async (visitor: Visitor, path: string) => (await tus(visitor, 'HEAD', path)).headers.get('upload-offset');
const summed = (algorithm: 'sha1' | 'sha256', bytes: Buffer) => ({ 'upload-checksum': `${algorithm} ${createHash(algorithm).update(bytes).digest('base64')}` });

/** The same with the client that everybody uses. */
async function send(visitor: Visitor, reference: string, bytes: Buffer, more: Partial<UploadOptions> = {}): Promise<string> {
  const headers = { cookie: visitor.cookie, 'x-csrf-token': await visitor.csrf() };
  return new Promise((resolve, reject) => {
    const upload: Upload = new Upload(bytes as never, {
      endpoint: `${visitor.url}/uploads`, headers, metadata: { filename: 'back.png', case: reference }, chunkSize: 300_000, retryDelays: [100, 1000, 3000, 3000],
      onSuccess: () => resolve(upload.url!), onError: reject, ...more,
    });
    upload.start();
  });
}

interface Row { id: string; name: string; sha256: string; bytes: string; storage_key: string; uploaded_by: string }
const filesOf = (reference: string): Promise<Row[]> => telecase.db.query(`select a.* from attachments a join cases c on c.id = a.case_id where c.reference = $1 order by a.created_at`, [reference]);
const onDisk = async () => {
  const root = telecase.settings.inDataDir('files');
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
};
const keyOf = async (path: string): Promise<string> => (await telecase.db.query(`select storage_key from uploads where id = $1`, [path.split('/').at(-1)]))[0].storage_key;
const pathOf = (key: string) => telecase.settings.inDataDir('files', key);

describe('a file in parts', () => {
  it('becomes a file of its case, with the client that everybody uses', async () => {
    const reference = await story.accepted();

    const url = await send(nurse, reference, picture);

    const [file] = await filesOf(reference);
    expect(file).toMatchObject({ name: 'back.png', sha256: sha256(picture), bytes: String(picture.length), uploaded_by: story.people.nurse.id });
    expect(sha256(await readFile(pathOf(file!.storage_key)))).toBe(sha256(picture));
    expect(await offsetOf(nurse, new URL(url).pathname)).toBe(String(picture.length));
    const logged = await telecase.db.query(`select what from access_log where case_reference = $1 and action = 'attachment.added'`, [reference]);
    expect(logged).toEqual([{ what: 'back.png' }]);
    await telecase.settled();
    expect((await telecase.db.query(`select preview_state from attachments where id = $1`, [file!.id]))[0].preview_state).toBe('ready');
  });

  it('says what it can do', async () => {
    const { status, headers } = await tus(nurse, 'OPTIONS', '/uploads');

    expect(status).toBe(204);
    expect(headers.get('tus-extension')).toBe('creation,creation-with-upload,termination,checksum,expiration');
    expect(headers.get('tus-checksum-algorithm')).toBe('sha1,sha256');
    expect(headers.get('tus-max-size')).toBe('6000000');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('comes with its creation when it is small, and under any name', async () => {
    const reference = await story.accepted();
    const small = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } }).png().toBuffer();
    const metadata = encoded({ filename: '../Röntgen: ကင်မရာ.png', case: reference });

    const answer = await nurse.send('/uploads', { method: 'POST', body: small as Uint8Array<ArrayBuffer>, headers: { 'tus-resumable': '1.0.0', 'x-csrf-token': await nurse.csrf(), 'content-type': 'application/offset+octet-stream', 'upload-length': String(small.length), 'upload-metadata': metadata } });

    expect(answer.status).toBe(201);
    expect(answer.headers.get('upload-offset')).toBe(String(small.length));
    expect((await filesOf(reference)).map(({ name }) => name)).toEqual(['../Röntgen: ကင်မရာ.png']);
  });

  it('stands where its sender chose it, whichever comes first', async () => {
    const reference = await story.accepted();
    const named = (nth: number) => `${nth}.png`;
    const paths: string[] = [];
    for (const nth of [1, 2, 3]) paths.push(await begun(nurse, reference, picture.length, named(nth)));
    for (const nth of [3, 1, 2]) await patch(nurse, paths[nth - 1]!, 0, picture);

    const { text } = await nurse.get(`/cases/${reference}`);
    expect([...new Set(text.match(/\d\.png/g))]).toEqual([1, 2, 3].map(named));
    const names = [...(await nurse.bytes(`/cases/${reference}/attachments.zip`)).bytes.toString('latin1').matchAll(/\d\.png/g)].map(([name]) => name);
    expect([...new Set(names)]).toEqual([1, 2, 3].map(named));
  });

  it('goes on where a broken link left it, with all that had come', async () => {
    const reference = await story.accepted();
    const path = await begun(nurse, reference, picture.length);
    await breaksOff(path, picture.subarray(0, 200_000));
    let offset = 0;
    for (let tries = 0; tries < 100 && offset === 0; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      offset = Number(await offsetOf(nurse, path));
    }

    expect(offset).toBe(200_000);
    await send(nurse, reference, picture, { uploadUrl: nurse.url + path });

    expect((await filesOf(reference)).map((file) => file.sha256)).toEqual([sha256(picture)]);
  });

  it('lives a month from its last byte', async () => {
    const path = await begun(nurse, await story.accepted(), picture.length);

    const { headers } = await patch(nurse, path, 0, picture.subarray(0, 1000));

    const days = (Date.parse(headers.get('upload-expires')!) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(29.9);
    expect(days).toBeLessThan(30.1);
  });

  it('can be taken away, and leaves nothing', async () => {
    const path = await begun(nurse, await story.accepted(), picture.length);
    await patch(nurse, path, 0, picture.subarray(0, 1000));
    const key = await keyOf(path);

    expect((await tus(nurse, 'DELETE', path)).status).toBe(204);

    expect((await tus(nurse, 'HEAD', path)).status).toBe(404);
    expect(await onDisk()).not.toContain(key);
  });
});

/** Sends a part whose link breaks before its end. */
function breaksOff(path: string, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    void nurse.csrf().then((token) => {
      const sent = httpRequest(nurse.url + path, { method: 'PATCH', headers: { cookie: nurse.cookie, 'x-csrf-token': token, 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream', 'content-length': picture.length } });
      sent.on('error', () => resolve());
      sent.write(bytes, () => setTimeout(() => { sent.destroy(); resolve(); }, 300));
    });
  });
}

describe('a part that lies', () => {
  it.each(['sha1', 'sha256'] as const)('is not kept when its sum is wrong (%s), and is when it is right', async (algorithm) => {
    const reference = await story.accepted();
    const path = await begun(nurse, reference, picture.length);
    const [first, rest] = [picture.subarray(0, 150_000), picture.subarray(150_000)];
    expect((await patch(nurse, path, 0, first, summed(algorithm, first))).status).toBe(204);

    const wrong = await patch(nurse, path, 150_000, randomBytes(5000), summed(algorithm, rest));

    expect(wrong.status).toBe(460);
    expect(await offsetOf(nurse, path)).toBe('150000');
    expect((await stat(pathOf(await keyOf(path)))).size).toBe(150_000);
    expect((await patch(nurse, path, 150_000, rest, summed(algorithm, rest))).status).toBe(204);
    expect((await filesOf(reference)).map((file) => file.sha256)).toEqual([sha256(picture)]);
  });

  it('is refused with a sum that nobody knows, at another place than the next, or with too many bytes', async () => {
    const path = await begun(nurse, await story.accepted(), 1000);

    expect((await patch(nurse, path, 0, picture.subarray(0, 10), { 'upload-checksum': 'md5 AAAA' })).status).toBe(400);
    expect((await patch(nurse, path, 10, picture.subarray(0, 10))).status).toBe(409);
    expect((await patch(nurse, path, 0, picture.subarray(0, 1001))).status).toBe(413);
    expect(await offsetOf(nurse, path)).toBe('0');
  });

  it('is never trusted beyond what was answered for', async () => {
    const reference = await story.accepted();
    const path = await begun(nurse, reference, picture.length);
    await patch(nurse, path, 0, picture.subarray(0, 100_000));
    await writeFile(pathOf(await keyOf(path)), randomBytes(700_000), { flag: 'a' }); // as a killed server would leave it

    await send(await story.signedIn(story.people.nurse), reference, picture, { uploadUrl: second.url + path, endpoint: `${second.url}/uploads` });

    expect((await filesOf(reference)).map((file) => file.sha256)).toEqual([sha256(picture)]);
  });
});

describe('what is refused', () => {
  it('is a file that is not what it says, when its last byte is there; nothing of it stays', async () => {
    const reference = await story.accepted();
    const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(58), Buffer.from([64, 0, 0, 0]), Buffer.from('PE\0\0'), randomBytes(3000)]);
    const path = await begun(nurse, reference, program.length, 'rash.jpg');
    const key = await keyOf(path);

    const { status, text } = await patch(nurse, path, 0, program, json);

    expect(status).toBe(422);
    expect(JSON.parse(text).text).toContain('It says jpg but is a program.');
    expect(await filesOf(reference)).toEqual([]);
    expect(await onDisk()).not.toContain(key);
    expect((await tus(nurse, 'HEAD', path)).status).toBe(404);
  });

  it('says so in the language of the person', async () => {
    const reference = await story.accepted();
    const doctor = await story.signedIn(story.people.dermatologist);

    const { status, text } = await begin(doctor, reference, 6_000_001, 'walk.mp4', json);

    expect(status).toBe(413);
    expect(JSON.parse(text).text).toContain('6 Mo');
  });

  it('is what is empty, and what is for no case', async () => {
    const reference = await story.accepted();

    expect((await begin(nurse, reference, 0)).status).toBe(422);
    expect((await begin(nurse, 'BUN-2026-99999', 10)).status).toBe(404);
    expect((await tus(nurse, 'POST', '/uploads', { 'upload-length': '10' })).status).toBe(404);
    expect((await tus(nurse, 'POST', '/uploads', { 'upload-length': '10', 'upload-metadata': 'case ***' })).status).toBe(404);
  });

  it('is somebody else’s upload, a case that one may not see, and a request without the token of its session', async () => {
    const reference = await story.accepted();
    const path = await begun(nurse, reference, picture.length);
    const [colleague, stranger] = [await story.signedIn(story.people.colleague), await story.signedIn(story.people.stranger)];

    for (const method of ['HEAD', 'PATCH', 'DELETE']) expect((await tus(colleague, method, path, { 'upload-offset': '0' })).status, method).toBe(404);
    expect((await begin(stranger, reference, 10)).status).toBe(404);
    expect((await begin(nurse, reference, 10, 'a.png', { 'x-csrf-token': '' })).status).toBe(409);
    expect((await begin(nurse, reference, 10, 'a.png', { origin: 'https://elsewhere.example' })).status).toBe(403);
  });

  it('is a file too many: on the case, or of the person on one day', async () => {
    const reference = await story.accepted();
    const colleague = Object.assign(await story.signedIn(story.people.colleague), { url: second.url });
    for (const name of ['front.png', 'back.png']) await send(colleague, reference, picture, { metadata: { filename: name, case: reference } });
    const full = await begin(colleague, reference, 10, 'side.png', json);
    expect([full.status, JSON.parse(full.text).text]).toEqual([422, expect.stringContaining('at most 2 files')]);

    await telecase.db.query(
      `insert into attachments (id, case_id, uploaded_by, name, type_group, extension, media_type, bytes, sha256, storage_key, preview_state)
       select gen_random_uuid(), id, $1, 'old.txt', 'document', 'txt', 'text/plain', 1, '', '', 'none' from cases, generate_series(1, 38) where reference = $2`, [story.people.colleague.id, await story.accepted()]);
    const enough = await begin(colleague, await story.accepted(), 10, 'side.png', json);
    expect([enough.status, JSON.parse(enough.text).text]).toEqual([422, expect.stringContaining('at most 40 files in a day')]);
  });

  it('is a case that has closed meanwhile: to begin, to go on, and at the last byte', async () => {
    const reference = await story.accepted();
    const path = await begun(nurse, reference, picture.length);
    await patch(nurse, path, 0, picture.subarray(0, 100_000));

    await story.close(reference);

    expect((await begin(nurse, reference, 10)).status).toBe(409);
    const { status, text } = await patch(nurse, path, 100_000, picture.subarray(100_000), json);
    expect(status).toBe(409);
    expect(JSON.parse(text).text).toContain('closed');
    expect(await filesOf(reference)).toEqual([]);
    expect(await offsetOf(nurse, path)).toBe('100000');
  });
});

describe('a session that ends on the way', () => {
  it('loses nothing: after signing in again, the upload goes on', async () => {
    const reference = await story.accepted();
    const before = await story.signedIn(story.people.nurse);
    const path = await begun(before, reference, picture.length);
    await patch(before, path, 0, picture.subarray(0, 100_000));
    const oldToken = await before.csrf();

    await telecase.db.query(`delete from sessions where sess::text like '%' || $1 || '%'`, [story.people.nurse.id]);
    expect((await patch(before, path, 100_000, picture.subarray(100_000), { ...json, 'x-csrf-token': oldToken })).status).toBe(401);

    const after = await story.signedIn(story.people.nurse);
    const stale = await patch(after, path, 100_000, picture.subarray(100_000), { ...json, 'x-csrf-token': oldToken });
    expect(stale.status).toBe(409);
    expect((await patch(after, path, 100_000, picture.subarray(100_000), { 'x-csrf-token': JSON.parse(stale.text).csrf })).status).toBe(204);
    expect((await filesOf(reference)).map((file) => file.sha256)).toEqual([sha256(picture)]);
    nurse = after;
  });
});

describe('somebody who may no longer add files', () => {
  /** Begins to send a part and keeps it open. @returns what sends more of it, and what becomes of it: the status, or nothing when nobody listens any more */
  async function sending(visitor: Visitor, path: string) {
    const sent = httpRequest(visitor.url + path, { method: 'PATCH', headers: { ...json, cookie: visitor.cookie, 'x-csrf-token': await visitor.csrf(), 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream', 'content-length': picture.length } });
    const end = new Promise<number | undefined>((resolve) => sent.on('response', (answer) => resolve(answer.resume().statusCode)).on('error', () => resolve(undefined)));
    const isLeased = async () => (await telecase.db.query(`select from uploads where id = $1 and lease_owner is not null`, [path.split('/').at(-1)])).length === 1;
    sent.write(picture.subarray(0, 1000));
    await vi.waitFor(async () => expect(await isLeased()).toBe(true), 10_000);
    return { sent, end };
  }
  const join = (person: string, ended: string | null) => telecase.db.query(`update memberships set ended_at = $2 where account_id = $1`, [person, ended]);

  it('cannot bring a running upload to its end: a membership that has ended', async () => {
    const reference = await story.accepted();
    const path = await begun(nurse, reference, picture.length);
    const { sent, end } = await sending(nurse, path);

    await join(story.people.nurse.id, '2026-01-01');
    sent.end(picture.subarray(1000));

    expect(await end).toBe(404);
    expect(await filesOf(reference)).toEqual([]);
    await join(story.people.nurse.id, null);
    await send(nurse, reference, picture, { uploadUrl: nurse.url + path });
    expect((await filesOf(reference)).map((file) => file.sha256)).toEqual([sha256(picture)]);
  });

  it('is not listened to any more while it still comes: an account that was disabled', async () => {
    const reference = await story.accepted();
    const colleague = await story.signedIn(story.people.colleague);
    const path = await begun(colleague, reference, picture.length);
    const { sent, end } = await sending(colleague, path);

    await telecase.db.query(`update accounts set state = 'disabled' where id = $1`, [story.people.colleague.id]);
    let at = 1000;
    const trickle = setInterval(() => sent.write(picture.subarray(at, (at += 100))), 50);

    expect([401, undefined]).toContain(await end);
    clearInterval(trickle);
    expect(at).toBeLessThan(picture.length);
    expect(await filesOf(reference)).toEqual([]);
    await telecase.db.query(`update accounts set state = 'active' where id = $1`, [story.people.colleague.id]);
  });
});

describe('two processes', () => {
  it('cannot write one upload at once; when the first falls silent, the second goes on', async () => {
    const reference = await story.accepted();
    const path = await begun(nurse, reference, picture.length);
    const there = Object.assign(await story.signedIn(story.people.nurse), { url: second.url });
    const token = await nurse.csrf();
    const slow = httpRequest(nurse.url + path, { method: 'PATCH', headers: { cookie: nurse.cookie, 'x-csrf-token': token, 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream', 'content-length': picture.length } });
    slow.on('error', () => undefined);
    slow.write(picture.subarray(0, 1000));
    await vi.waitFor(async () => expect((await telecase.db.query(`select from uploads where id = $1 and lease_owner is not null`, [path.split('/').at(-1)])).length).toBe(1), 10_000);

    expect((await patch(there, path, 0, picture)).status).toBe(423);
    expect(await offsetOf(there, path)).toBe('0');
    await send(there, reference, picture, { uploadUrl: second.url + path, endpoint: `${second.url}/uploads` }); // tries again until the lease has run out
    slow.destroy();

    expect((await filesOf(reference)).map((file) => file.sha256)).toEqual([sha256(picture)]);
    expect((await stat(pathOf((await filesOf(reference))[0]!.storage_key))).size).toBe(picture.length);
  });
});

describe('a server that is to stop', () => {
  it('waits for no slow link: what has come is kept, and goes on with the next one', async () => {
    const stopping = await startApp({ DATA_DIR: telecase.settings.dataDir }, (telecase.db.options as { url: string }).url);
    const reference = await story.accepted();
    const path = await begun(nurse, reference, picture.length);
    const slow = httpRequest(stopping.url + path, { method: 'PATCH', headers: { cookie: nurse.cookie, 'x-csrf-token': await nurse.csrf(), 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream', 'content-length': picture.length } });
    slow.on('error', () => undefined);
    slow.write(picture.subarray(0, 600_000));
    let written = 0;
    await vi.waitFor(async () => expect((written = (await stat(pathOf(await keyOf(path)))).size)).toBeGreaterThan(0), 10_000);

    await stopping.app.close(); // and not: closes every connection first

    expect(Number(await offsetOf(nurse, path))).toBeGreaterThanOrEqual(written);
    await send(nurse, reference, picture, { uploadUrl: nurse.url + path });
    expect((await filesOf(reference)).map((file) => file.sha256)).toEqual([sha256(picture)]);
  });
});

describe('a phone that comes back from another address', () => {
  it('goes on where it was, with the same session', async () => {
    const reference = await story.accepted();
    const path = await begun(nurse, reference, picture.length);
    const headers = { cookie: nurse.cookie, 'x-csrf-token': await nurse.csrf(), 'tus-resumable': '1.0.0', 'content-type': 'application/offset+octet-stream' };
    const from = (localAddress: string, offset: number, bytes: Buffer) => new Promise<number>((resolve, reject) => {
      const sent = httpRequest(nurse.url + path, { method: 'PATCH', localAddress, headers: { ...headers, 'upload-offset': offset, 'content-length': bytes.length } }, (answer) => resolve(answer.resume().statusCode!));
      sent.on('error', reject).end(bytes);
    });

    expect(await from('127.0.0.2', 0, picture.subarray(0, 100_000))).toBe(204);
    expect(await from('127.0.0.3', 100_000, picture.subarray(100_000))).toBe(204);

    expect((await filesOf(reference)).map((file) => file.sha256)).toEqual([sha256(picture)]);
    const logged: { address: string }[] = await telecase.db.query(`select address from access_log where case_reference = $1 and action = 'attachment.added'`, [reference]);
    expect(logged.map(({ address }) => address)).toEqual(['127.0.0.3']);
  });
});

describe('at night', () => {
  it('gives up what nobody has gone on with for a month; its bytes wait in the trash', async () => {
    const path = await begun(nurse, await story.accepted(), picture.length);
    await patch(nurse, path, 0, picture.subarray(0, 1000));
    const key = await keyOf(path);
    const old = new Date(Date.now() - 2 * 86_400_000);
    await utimes(pathOf(key), old, old);
    await telecase.app.get(SweepOrphanedFiles).sweep();
    await telecase.app.get(GiveUpIdleUploads).giveUp();
    expect(await onDisk()).toContain(key); // neither lost nor forgotten

    await telecase.db.query(`update uploads set last_activity_at = now() - interval '31 days' where storage_key = $1`, [key]);
    await telecase.app.get(GiveUpIdleUploads).giveUp();

    expect(await onDisk()).not.toContain(key);
    expect(await onDisk()).toContain(`trash/${key.slice(6)}`);
    expect((await tus(nurse, 'HEAD', path)).status).toBe(404);
  });

  it('takes away with a draft what was on its way to it', async () => {
    const form = await nurse.postFiles('/cases', { project: (await telecase.db.query(`select id from projects where code = 'BUN'`))[0].id, title: 'A draft', do: 'save' });
    const reference = form.location!.split('/')[2]!;
    const path = await begun(nurse, reference, picture.length);
    await patch(nurse, path, 0, picture.subarray(0, 1000));
    const key = await keyOf(path);

    expect((await nurse.post(`/cases/${reference}/deletion`)).status).toBe(303);
    await telecase.settled();

    expect(await onDisk()).not.toContain(key);
  });
});
