import { unzipSync } from 'fflate';
import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile, rm, utimes } from 'node:fs/promises';
import { request } from 'node:http';
import { basename, join } from 'node:path';
import { inject } from 'vitest';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { CaseAttachments } from '../../src/attachments/index.js';
import { SweepOrphanedFiles } from '../../src/attachments/jobs/sweep-orphaned-files.js';
import { startApp, type TestApp } from '../support/app.js';
import { caseStory, type CaseStory } from '../support/case-story.js';
import { GPS_DATUM, makeLiars, makeSamples, type Sample } from '../support/samples/index.js';
import type { Visitor } from '../support/visitor.js';

let telecase: TestApp;
let story: CaseStory;
let nurse: Visitor;
let doctor: Visitor;
let samples: Awaited<ReturnType<typeof makeSamples>>;
let liars: Awaited<ReturnType<typeof makeLiars>>;

beforeAll(async () => {
  samples = await makeSamples(inject('samples'));
  liars = await makeLiars(inject('samples'));
  telecase = await startApp({ UPLOAD_MAX_MB: '6' });
  story = await caseStory(telecase);
  nurse = await story.signedIn(story.people.nurse);
  doctor = await story.signedIn(story.people.dermatologist);
}, 120_000);
afterAll(() => telecase.stop());

/** A page as a browser reads it: addresses without their escapes. */
const read = async (visitor: Visitor, path: string, headers?: Record<string, string>) => (await visitor.get(path, headers)).text.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
const tab = (reference: string) => `/cases/${reference}/attachments`;
const load = async ({ name, path }: Pick<Sample, 'name' | 'path'>) => ({ name, bytes: await readFile(path) });
const attach = async (visitor: Visitor, reference: string, files: readonly (Sample | { name: string; bytes: Uint8Array })[], fields: Record<string, string> = {}) =>
  visitor.postFiles(tab(reference), fields, await Promise.all(files.map((file) => ('path' in file ? load(file) : file))));
interface Row { id: string; name: string; description: string; view: string | null; taken_on: string | null; bytes: string; sha256: string; storage_key: string; preview_state: string; uploaded_by: string | null }
const rowsOf = (reference: string): Promise<Row[]> => telecase.db.query(`select a.*, a.taken_on::text as taken_on from attachments a join cases c on c.id = a.case_id where c.reference = $1 order by a.created_at`, [reference]);
const idOf = async (reference: string, name: string) => (await rowsOf(reference)).find((row) => row.name === name)!.id;
const filesOnDisk = async (where = 'files') =>
  (await readdir(telecase.settings.inDataDir(where), { recursive: true, withFileTypes: true }).catch(() => [])).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
const orphans = async () => {
  const known = new Set((await telecase.db.query(`select storage_key from attachments`)).map((row: { storage_key: string }) => telecase.settings.inDataDir('files', row.storage_key)));
  return (await filesOnDisk()).filter((path) => !known.has(path));
};
const logged = (reference: string, person: { id: string }): Promise<{ action: string; what: string | null }[]> =>
  telecase.db.query(`select action, what from access_log where case_reference = $1 and account_id = $2 and (action like 'attachment.%' or action like 'export.%' or action = 'request.refused') order by id`, [reference, person.id]);

describe('adding', () => {
  it('adds what is right, says of each refused file why, and leaves no byte of it', async () => {
    const reference = await story.accepted();
    const large = { name: 'long walk.wav', bytes: Buffer.concat([await readFile(samples.wav.path), Buffer.alloc(6_000_001)]) };

    const answer = await attach(nurse, reference, [samples.png, liars.exeNamedJpg, samples.dicom, large, liars.empty, liars.svg, samples.pdf]);

    expect(answer.status).toBe(200);
    expect((await rowsOf(reference)).map(({ name }) => name)).toEqual([samples.png.name, samples.dicom.name, samples.pdf.name]);
    expect(answer.text).toContain('3 files were added.');
    expect(answer.text).toContain('<b>windows-program.jpg was not added.</b> It says jpg but is a program.');
    expect(answer.text).toContain('<b>long walk.wav was not added.</b> It is larger than 6 MB');
    expect(answer.text).toContain('<b>empty.jpg was not added.</b> There is nothing in it.');
    expect(answer.text).toContain('<b>vector.svg was not added.</b> Files of this kind are not accepted.');
    expect(await orphans()).toEqual([]);
  });

  it('goes back to the tab and says how many came', async () => {
    const reference = await story.accepted();

    const { status, location } = await attach(nurse, reference, [samples.png, samples.txt]);

    expect([status, location]).toEqual([303, `${tab(reference)}?added=2`]);
    expect((await nurse.get(location!)).text).toContain('2 files were added.');
  });

  it('keeps every accepted kind to the byte, in its group', async () => {
    const reference = await story.accepted();

    for (const some of [Object.values(samples).slice(0, 16), Object.values(samples).slice(16)]) expect((await attach(nurse, reference, some)).status).toBe(303);

    for (const sample of Object.values(samples)) {
      const { bytes } = await nurse.bytes(`${tab(reference)}/${await idOf(reference, sample.name)}/file`);
      expect(bytes.equals(await readFile(sample.path)), sample.name).toBe(true);
    }
    const text = await read(nurse, tab(reference));
    expect([...text.matchAll(/>(All|Images|Documents|Video|Audio|DICOM|Other) <span>(\d+)/g)].map(([, type, count]) => `${type} ${count}`)).toEqual(
      ['All 40', 'Images 8', 'Documents 13', 'Video 5', 'Audio 4', 'DICOM 10', 'Other 0']);
    await telecase.settled();
  }, 120_000);

  it('asks for a file when none was chosen', async () => {
    const reference = await story.accepted();

    const answer = await nurse.postFiles(tab(reference), {}, []);

    expect(answer.status).toBe(422);
    expect(answer.text).toContain('No file was chosen.');
  });

  it('adds once what is sent twice', async () => {
    const reference = await story.accepted();
    const fields = { _once: randomUUID() };

    const [first, second] = [await attach(nurse, reference, [samples.png], fields), await attach(nurse, reference, [samples.png], fields)];

    expect([first.location, second.location]).toEqual([`${tab(reference)}?added=1`, `${tab(reference)}?added=1`]);
    expect(await rowsOf(reference)).toHaveLength(1);
    expect(await orphans()).toEqual([]);
  });

  it('takes no byte of a form without its token, and offers to send it again', async () => {
    const reference = await story.accepted();
    const before = await filesOnDisk();

    const answer = await attach(nurse, reference, [samples.png], { _csrf: 'forged' });

    expect(answer.status).toBe(409);
    expect(answer.text).toContain('The files you chose could not be kept.');
    expect(await rowsOf(reference)).toEqual([]);
    expect(await filesOnDisk()).toEqual(before);
  });

  it('answers a broken form with a page, and keeps nothing of it', async () => {
    const reference = await story.accepted();
    const whole = `--b\r\nContent-Disposition: form-data; name="_csrf"\r\n\r\n${await nurse.csrf()}\r\n--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nwhole\r\n`;

    for (const body of [`${whole}--b\r\nContent-Disposition: form-data; name="files"; filename="b.txt"\r\n\r\nhal`, `${whole}--b\r\nnonsense\r\n\r\n--b--`, 'nothing']) {
      const answer = await nurse.send(tab(reference), { method: 'POST', body, headers: { 'content-type': 'multipart/form-data; boundary=b' } });
      expect(answer.status).toBe(400);
      expect(answer.text).toContain('That could not be read');
    }
    expect(await rowsOf(reference)).toEqual([]);
    expect(await orphans()).toEqual([]);
  });

  it('holds 300 files and no more', async () => {
    const reference = await story.accepted();
    await attach(nurse, reference, [samples.txt]);
    await telecase.db.query(
      `insert into attachments select gen_random_uuid(), case_id, message_id, uploaded_by, 'copy ' || n || '.txt', '', null, null, type_group, extension, media_type, bytes, sha256, storage_key, preview_state, null, null, created_at
       from attachments, generate_series(1, 298) n where case_id = (select id from cases where reference = $1)`, [reference]);

    const answer = await attach(nurse, reference, [samples.csv, samples.png]);

    expect(answer.text).toContain('1 file was added.');
    expect(answer.text).toContain('a case holds 300');
    expect(await rowsOf(reference)).toHaveLength(300);
    const page = await read(nurse, tab(reference));
    expect(page.match(/<li class="file"/g)).toHaveLength(50);
    expect((await nurse.get(/href="([^"]*after=[^"]*)"/.exec(page)![1]!)).text.match(/<li class="file"/g)).toHaveLength(50);
  });
});

describe('who may', () => {
  it('see, add and take out: each role as the table says', async () => {
    const reference = await story.accepted();
    await attach(nurse, reference, [samples.png]);
    const id = await idOf(reference, samples.png.name);
    const { colleague, medco, coordinator, dermatologist, pediatrician, stranger } = story.people;
    const tried = async (person: typeof colleague) => {
      const visitor = await story.signedIn(person);
      const [list, file, zip, preview] = await Promise.all(['', `/${id}/file`, '.zip', `/${id}/preview/240`].map((path) => visitor.bytes(tab(reference) + path)));
      const add = await attach(visitor, reference, [samples.txt]);
      return [list!.status, file!.status, zip!.status, preview!.status, add.status];
    };
    await telecase.settled();

    expect(await tried(colleague)).toEqual([200, 200, 200, 200, 303]);
    expect(await tried(medco)).toEqual([200, 200, 200, 200, 303]);
    expect(await tried(coordinator)).toEqual([200, 200, 403, 200, 303]);
    expect(await tried(dermatologist)).toEqual([200, 200, 403, 200, 303]);
    expect(await tried(stranger)).toEqual([404, 404, 404, 404, 404]);
    expect(await tried(pediatrician)).toEqual([404, 404, 404, 404, 404]);
    await story.allocate(reference, pediatrician, 'pediatrics');
    expect(await tried(pediatrician)).toEqual([200, 200, 403, 200, 403]);
    expect(await orphans()).toEqual([]);
  });

  it('shows Download All and the form only to those', async () => {
    const reference = await story.accepted();
    await attach(nurse, reference, [samples.png]);

    expect((await nurse.get(tab(reference))).text).toMatch(/attachments\.zip[\s\S]*\+ Attach Files/);
    expect((await doctor.get(tab(reference))).text).toMatch(/^(?![\s\S]*attachments\.zip)[\s\S]*\+ Joindre des fichiers/);
  });

  it('finds a file only under its own case', async () => {
    const [one, other] = [await story.accepted(), await story.accepted()];
    await attach(nurse, one, [samples.png]);
    const id = await idOf(one, samples.png.name);

    for (const path of [`${tab(other)}/${id}/file`, `${tab(other)}/${id}`, `/cases/${other}/images/${id}`, `${tab(one)}/nonsense/file`, `${tab(one)}/${randomUUID()}/file`]) {
      expect((await nurse.get(path)).status, path).toBe(404);
    }
  });

  it('adds nothing to a closed case, changes nothing, and still opens', async () => {
    const reference = await story.accepted();
    await attach(nurse, reference, [samples.png]);
    const id = await idOf(reference, samples.png.name);
    await story.close(reference);

    expect((await attach(nurse, reference, [samples.txt])).status).toBe(409);
    expect((await nurse.post(`${tab(reference)}/${id}`, { name: 'other.png', description: '' })).status).toBe(409);
    expect((await nurse.get(`${tab(reference)}/${id}/file`)).status).toBe(200);
    const { text } = await nurse.get(tab(reference));
    expect(text).not.toContain('+ Attach Files');
    expect(text).not.toContain(`href="${tab(reference)}/${id}"`);
    expect(await orphans()).toEqual([]);
  });
});

describe('the bytes', () => {
  let reference: string;
  let file: string;
  const name = 'été «ጉዳይ» (1).txt';
  const content = Buffer.from('0123456789'.repeat(1000));

  beforeAll(async () => {
    reference = await story.accepted();
    await attach(nurse, reference, [{ name, bytes: content }, samples.mp4, samples.jpeg12MP]);
    file = `${tab(reference)}/${await idOf(reference, name)}/file`;
    await telecase.settled();
  });

  it('come whole, under their name, and can do nothing', async () => {
    const { status, headers, bytes } = await nurse.bytes(file, { 'accept-encoding': 'gzip' });

    expect(status).toBe(200);
    expect(bytes.equals(content)).toBe(true);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-length': '10000',
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="ete _____ (1).txt"; filename*=UTF-8''${encodeURIComponent('été «ጉዳይ» ').replaceAll("'", '%27')}%281%29.txt`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
      'cache-control': 'private, no-store, no-transform',
      etag: `"${createHash('sha256').update(content).digest('hex')}"`,
    });
    expect(headers.get('content-encoding')).toBeNull();
  });

  it('come in parts', async () => {
    const part = async (range: string, more: Record<string, string> = {}) => {
      const { status, headers, bytes } = await nurse.bytes(file, { range, ...more });
      return [status, headers.get('content-range'), bytes.toString()];
    };
    expect(await part('bytes=3-5')).toEqual([206, 'bytes 3-5/10000', '345']);
    expect(await part('bytes=9998-')).toEqual([206, 'bytes 9998-9999/10000', '89']);
    expect(await part('bytes=-2')).toEqual([206, 'bytes 9998-9999/10000', '89']);
    expect(await part('bytes=10000-')).toEqual([416, 'bytes */10000', '']);
    expect(await part('bytes=3-5', { 'if-range': '"another file"' })).toEqual([200, null, content.toString()]);
    expect(await part('bytes=3-5', { 'if-range': `"${createHash('sha256').update(content).digest('hex')}"` })).toEqual([206, 'bytes 3-5/10000', '345']);
    expect((await part('bytes=-20000')).slice(0, 2), 'more than there is').toEqual([206, 'bytes 0-9999/10000']);
    expect(await part('lines=1-2')).toEqual([200, null, content.toString()]);
  });

  it('play in the page when they are a recording, and only then', async () => {
    const playing = await nurse.bytes(`${tab(reference)}/${await idOf(reference, samples.mp4.name)}/file?inline=1`, { range: 'bytes=0-9' });
    expect([playing.status, playing.headers.get('content-disposition'), playing.headers.get('content-type')]).toEqual([206, null, 'video/mp4']);
    const { name, bytes, path } = samples.mp4;
    const [address, whole] = [`${tab(reference)}/${await idOf(reference, name)}/file?inline=1`, await readFile(path)];
    const last = await nurse.bytes(address, { range: 'bytes=-7' });
    expect([last.status, last.headers.get('content-range'), last.bytes.equals(whole.subarray(-7))]).toEqual([206, `bytes ${bytes - 7}-${bytes - 1}/${bytes}`, true]);
    const goesOn = await nurse.bytes(address, { range: 'bytes=9-', 'if-range': last.headers.get('etag')! });
    expect([goesOn.status, goesOn.bytes.equals(whole.subarray(9))]).toEqual([206, true]);
    expect((await nurse.bytes(address, { range: `bytes=${bytes}-` })).status).toBe(416);
    expect((await nurse.bytes(`${file}?inline=1`)).headers.get('content-disposition')).toContain('attachment');

    const page = await read(nurse, `${tab(reference)}?play=${await idOf(reference, samples.mp4.name)}`);
    expect(page).toMatch(/<video controls preload="none"(?: poster="[^"]*\/preview\/960")? src="[^"]*\/file\?inline=1"/);
  });

  it('are looked at as previews without a place or a camera, which only the person’s browser may keep', async () => {
    const preview = (size: number | string) => nurse.bytes(`${tab(reference)}/${idOfPicture}/preview/${size}`);
    const idOfPicture = await idOf(reference, samples.jpeg12MP.name);
    const [small, large] = [await preview(240), await preview(1920)];

    expect(small.headers.get('content-type')).toBe('image/webp');
    expect(small.bytes.length).toBeLessThan(8000);
    expect(small.headers.get('cache-control')).toBe('private, max-age=3600');
    expect(large.headers.get('cache-control')).toBe('private, max-age=600');
    expect(large.headers.get('vary')).toContain('Cookie');
    for (const { bytes } of [small, large]) expect(bytes.includes(GPS_DATUM)).toBe(false);
    expect((await preview(500)).status).toBe(404);
  });

  it('give a preview of every picture, whatever its format, and a page that says so until then', async () => {
    const pictures = await story.accepted();
    await attach(nurse, pictures, [samples.heic, samples.bmp, samples.tiff, samples.dicom, samples.gif]);
    const waiting = (await rowsOf(pictures)).some(({ preview_state }) => preview_state === 'waiting');
    expect(waiting).toBe(true);
    expect((await nurse.get(tab(pictures))).status).toBe(200);
    await telecase.settled();

    for (const { id, name: picture } of await rowsOf(pictures)) expect((await nurse.bytes(`${tab(pictures)}/${id}/preview/960`)).status, picture).toBe(200);
  });
});

describe('Download All', () => {
  it('is every file under a name of its own, with the sums, as long as announced', async () => {
    const reference = await story.accepted();
    const same = [{ name: 'back.txt', bytes: Buffer.from('one') }, { name: 'BACK.txt', bytes: Buffer.from('two') }, { name: 'manifest-sha256.txt', bytes: Buffer.from('three') }, { name: 'صورة.txt', bytes: Buffer.from('four') }];
    await attach(nurse, reference, [...same, samples.jpeg12MP]);

    const { status, headers, bytes } = await nurse.bytes(`/cases/${reference}/attachments.zip`);

    expect(status).toBe(200);
    expect(headers.get('content-length')).toBe(String(bytes.length));
    expect(headers.get('content-disposition')).toContain(`filename="${reference}-attachments.zip"`);
    const files = unzipSync(bytes);
    expect(Object.keys(files)).toEqual(['manifest-sha256.txt', 'back.txt', 'BACK (2).txt', 'manifest-sha256 (2).txt', 'صورة.txt', samples.jpeg12MP.name]);
    const { 'manifest-sha256.txt': manifest, ...rest } = files;
    const sums = Object.entries(rest).map(([name, content]) => `${createHash('sha256').update(content).digest('hex')}  ${name}\n`);
    expect(Buffer.from(manifest!).toString()).toBe(sums.join(''));
    expect(Buffer.from(rest[samples.jpeg12MP.name]!).equals(await readFile(samples.jpeg12MP.path))).toBe(true);
    expect((await logged(reference, story.people.nurse)).map(({ action }) => action)).toContain('export.zip');
  });

  it('is an empty one for a case without files', async () => {
    const { status, bytes } = await nurse.bytes(`/cases/${await story.accepted()}/attachments.zip`);
    expect([status, Object.keys(unzipSync(bytes))]).toEqual([200, ['manifest-sha256.txt']]);
  });

  it('breaks off when a file is gone, rather than pass for whole', async () => {
    const reference = await story.accepted();
    await attach(nurse, reference, [samples.txt, samples.jpeg12MP]);
    await telecase.settled();
    await rm(telecase.settings.inDataDir('files', (await rowsOf(reference))[1]!.storage_key));

    await expect(nurse.bytes(`/cases/${reference}/attachments.zip`)).rejects.toThrow();
  });
});

describe('Case Images and the viewer', () => {
  let reference: string;
  let ids: string[];

  beforeAll(async () => {
    reference = await story.accepted();
    await attach(nurse, reference, [samples.png, samples.txt, samples.jpeg12MP, samples.dicom]);
    ids = (await rowsOf(reference)).filter(({ name }) => name !== samples.txt.name).map(({ id }) => id);
    await telecase.settled();
  });

  it('show the chosen picture beside every tab, and stay on it', async () => {
    for (const path of [`/cases/${reference}`, `/cases/${reference}/discussion`, tab(reference), `/cases/${reference}/history`]) {
      const text = await read(nurse, `${path}?image=${ids[1]}`);
      expect(text, path).toMatch(new RegExp(`<h2 id="images">Case Images</h2>\\s*<figure><a href="/cases/${reference}/images/${ids[1]}"><svg .*</svg><img src="[^"]*/preview/960" alt="${samples.jpeg12MP.name}"`));
      expect(text).toContain(`<a href="?image=${ids[0]}#images" aria-label="View picture 1: ${samples.png.name}"`);
    }
    expect((await nurse.get(`/cases/${reference}?image=nonsense`)).text).toContain(`/images/${ids[0]}`);
  });

  it('lead from one picture to the next, larger, and back to the tab', async () => {
    const viewer = (id: string, query = '') => read(nurse, `/cases/${reference}/images/${id}${query}`, { referer: `${telecase.url}/cases/${reference}/discussion?image=x` });
    const text = await viewer(ids[1]!);

    expect(text).toContain(`picture 2 of 3`);
    expect(text).toContain(`href="/cases/${reference}/images/${ids[0]}?from=discussion" data-key="ArrowLeft"`);
    expect(text).toContain(`href="/cases/${reference}/images/${ids[2]}?from=discussion" data-key="ArrowRight"`);
    expect(text).toContain(`href="/cases/${reference}/discussion?image=${ids[1]}" data-key="Escape"`);
    expect(text).toContain(`href="/cases/${reference}/images/${ids[1]}?from=discussion&zoom=2#middle"`);
    const zoomed = await viewer(ids[1]!, '?from=details&zoom=4');
    expect(zoomed).toContain('class="zoom-4"');
    expect(zoomed).toContain(`href="/cases/${reference}?image=${ids[1]}" data-key="Escape"`);
    expect(await viewer(ids[0]!)).not.toContain('ArrowLeft');
    expect(await viewer(ids[2]!)).not.toContain('ArrowRight');
    expect((await nurse.get(`/cases/${reference}/images/${await idOf(reference, samples.txt.name)}`)).status).toBe(404);
  });

  it('are on the access log: the list each time, a picture once in ten minutes, a saved file each time', async () => {
    const { dermatologist } = story.people;
    const id = ids[0]!;
    await doctor.get(tab(reference));
    for (const path of [`/cases/${reference}/images/${id}`, `${tab(reference)}/${id}/preview/1920`, `${tab(reference)}/${id}/preview/960`, `${tab(reference)}/${id}/preview/240`]) await doctor.get(path);
    for (let time = 0; time < 2; time += 1) await doctor.bytes(`${tab(reference)}/${id}/file`);
    await doctor.bytes(`/cases/${reference}/attachments.zip`);

    const what = `${samples.png.name} (${id.slice(0, 8)})`;
    expect(await logged(reference, dermatologist)).toEqual([
      { action: 'attachment.listed', what: null },
      { action: 'attachment.viewed', what },
      { action: 'attachment.saved', what },
      { action: 'attachment.saved', what },
      { action: 'request.refused', what: `GET /cases/${reference}/attachments.zip` },
    ]);
  });
});

describe('what is said of a file', () => {
  it('is changed by who has uploaded it, and nobody else', async () => {
    const reference = await story.accepted();
    await attach(nurse, reference, [samples.jpeg12MP]);
    const page = `${tab(reference)}/${await idOf(reference, samples.jpeg12MP.name)}`;
    const said = { name: 'back', description: 'Whole back, standing', view: 'distribution', takenOn: '2026-01-04' };

    const { status, location } = await nurse.post(page, said);

    expect([status, location]).toEqual([303, tab(reference)]);
    expect(await rowsOf(reference)).toMatchObject([{ name: 'back.jpg', description: said.description, view: 'distribution', taken_on: '2026-01-04' }]);
    expect((await nurse.get(page)).text).toContain('value="back.jpg"');
    const list = (await nurse.get(tab(reference))).text;
    expect(list).toContain('<span>Distribution</span>');
    expect(list).toContain('4 Jan 2026');
    for (const person of [story.people.colleague, story.people.coordinator]) {
      const visitor = await story.signedIn(person);
      expect((await visitor.get(page)).status).toBe(403);
      expect((await visitor.post(page, said)).status).toBe(403);
      expect((await visitor.get(tab(reference))).text).not.toContain(`href="${page}"`);
    }
  });

  it.each([
    [{ name: '' }, 'Name: Enter a name.'],
    [{ takenOn: '2026-02-30' }, 'Date taken: Enter a day that exists.'],
    [{ description: 'x'.repeat(1001) }, 'Description: Use at most 1000 characters.'],
  ])('is asked for again when it can’t be so (%#)', async (wrong, problem) => {
    const reference = await story.accepted();
    await attach(nurse, reference, [samples.png]);

    const answer = await nurse.post(`${tab(reference)}/${await idOf(reference, samples.png.name)}`, { name: 'typed.png', description: 'kept', ...wrong });

    expect(answer.status).toBe(422);
    expect(answer.text).toContain(problem);
    expect(await rowsOf(reference)).toMatchObject([{ name: samples.png.name, description: '' }]);
  });
});

describe('the files of a draft', () => {
  const draft = async (visitor: Visitor, files: readonly Sample[]) => {
    const [{ id: project }] = await telecase.db.query(`select id from projects where code = 'BUN'`);
    const { location } = await visitor.postFiles('/cases', { project, specialty: 'dermatology', do: 'save' }, await Promise.all(files.map(load)));
    return location!.split('/')[2]!;
  };

  it('come with its form, are described by the checklist, and can be taken away', async () => {
    const reference = await draft(nurse, [samples.png, samples.txt]);
    const page = `${tab(reference)}/${await idOf(reference, samples.png.name)}`;
    const { text } = await nurse.get(page);
    expect(text).toMatch(/<option value="close-up-anterior-posterior">Close-up anterior\/posterior<\/option>[\s\S]*<option value="additional">Additional/);
    expect((await nurse.post(page, { name: 'a.png', description: 'Back', view: 'distribution' })).location).toBe(`/cases/${reference}/edit#attachments`);

    const once = { _once: randomUUID() };
    for (let time = 0; time < 2; time += 1) expect((await nurse.post(`${page}/removal`, once)).location).toBe(`/cases/${reference}/edit#attachments`);
    expect((await nurse.post(`${page}/removal`)).status).toBe(404);
    expect((await nurse.post(`${tab(reference)}/nonsense/removal`)).status).toBe(404);

    await telecase.settled();
    expect((await rowsOf(reference)).map(({ name }) => name)).toEqual([samples.txt.name]);
    expect(await orphans()).toEqual([]);
    expect((await filesOnDisk('previews')).filter((path) => path.includes(page.split('/').at(-1)!))).toEqual([]);
  });

  it('that the system has made can be taken away, and are otherwise as they are', async () => {
    const reference = await draft(nurse, []);
    const [kase] = await telecase.db.query(`select id, reference from cases where reference = $1`, [reference]);
    const pdf = { name: 'BUN-2026-0001.pdf', description: 'The case that this one goes on from', path: samples.pdf.path };
    const attachPdf = () => telecase.app.get(UnitOfWork).run((tx) => telecase.app.get(CaseAttachments).attachSystemFile(tx, kase, pdf));
    await attachPdf();
    await attachPdf();
    await telecase.settled();

    const [file] = await telecase.app.get(CaseAttachments).of(kase.id);
    expect(await rowsOf(reference)).toMatchObject([{ name: pdf.name, description: pdf.description, uploaded_by: null, preview_state: 'ready' }]);
    const copy = telecase.settings.inDataDir('copy.pdf');
    await telecase.app.get(CaseAttachments).copyTo(file!, copy);
    expect((await readFile(copy)).equals(await readFile(samples.pdf.path))).toBe(true);
    expect((await telecase.app.get(CaseAttachments).page(file!, 1)).subarray(8, 12).toString()).toBe('WEBP');
    const page = await nurse.get(`${tab(reference)}/${file!.id}`);
    expect(page.text).toMatch(/^(?![\s\S]*Save changes)[\s\S]*>Remove</);
    expect((await nurse.post(`${tab(reference)}/${file!.id}`, { name: 'mine.pdf' })).status).toBe(403);
    expect((await nurse.post(`${tab(reference)}/${file!.id}/removal`)).status).toBe(303);
    expect(await rowsOf(reference)).toEqual([]);
  });

  it('stay once it is submitted', async () => {
    const reference = await story.accepted();
    await attach(nurse, reference, [samples.png]);
    expect((await nurse.post(`${tab(reference)}/${await idOf(reference, samples.png.name)}/removal`)).status).toBe(409);
    expect(await rowsOf(reference)).toHaveLength(1);
  });

  it('go with it', async () => {
    const reference = await draft(nurse, [samples.png]);
    await nurse.post(`/cases/${reference}/deletion`);
    await telecase.settled();
    expect(await rowsOf(reference)).toEqual([]);
    expect(await orphans()).toEqual([]);
  });
});

it('draws a tab of twenty pictures in under 8 kB', async () => {
  const reference = await story.accepted();
  const { bytes } = await load(samples.png);
  await attach(nurse, reference, Array.from({ length: 20 }, (_, at) => ({ name: `picture-${at}.png`, bytes })));
  await telecase.settled();

  const length = await new Promise<number>((resolve, reject) => {
    const cookie = (nurse as unknown as { cookies: Map<string, string> }).cookies;
    request(telecase.url + tab(reference), { headers: { 'accept-encoding': 'gzip', cookie: [...cookie].map((pair) => pair.join('=')).join('; ') } }, (response) => {
      let received = 0;
      response.on('data', (chunk: Buffer) => (received += chunk.length)).on('end', () => resolve(received));
    }).on('error', reject).end();
  });

  expect(length).toBeLessThan(8192);
});

it('moves files that no case knows of out of the way at night', async () => {
  const reference = await story.accepted();
  await attach(nurse, reference, [samples.txt, samples.csv]);
  const yesterday = new Date(Date.now() - 30 * 3_600_000);
  const [kept, lost] = (await rowsOf(reference)).map(({ storage_key }) => telecase.settings.inDataDir('files', storage_key)) as [string, string];
  for (const path of [kept, lost]) await utimes(path, yesterday, yesterday);
  await telecase.db.query(`delete from attachments where name = $1 and case_id = (select id from cases where reference = $2)`, [samples.csv.name, reference]);

  await telecase.app.get(SweepOrphanedFiles).sweep();

  const left = await filesOnDisk();
  expect(left).toContain(kept);
  expect(left).not.toContain(lost);
  expect(left).toContain(telecase.settings.inDataDir('files', 'trash', basename(lost)));
});
