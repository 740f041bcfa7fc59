import { readdir, readFile, rm } from 'node:fs/promises';
import { inject } from 'vitest';
import { RemakeOldPreviews } from '../../src/attachments/jobs/remake-old-previews.js';
import { PREVIEW_VERSION } from '../../src/attachments/preview-preparation.js';
import { startApp, type TestApp } from '../support/app.js';
import { caseStory, type CaseStory } from '../support/case-story.js';
import { dicomFile, shape } from '../support/samples/dicom-file.js';
import { DICOM_PATIENT, makeLiars, makeSamples, type Sample } from '../support/samples/index.js';
import type { Visitor } from '../support/visitor.js';

let telecase: TestApp;
let story: CaseStory;
let nurse: Visitor;
let samples: Awaited<ReturnType<typeof makeSamples>>;
let liars: Awaited<ReturnType<typeof makeLiars>>;

beforeAll(async () => {
  samples = await makeSamples(inject('samples'));
  liars = await makeLiars(inject('samples'));
  telecase = await startApp();
  story = await caseStory(telecase);
  nurse = await story.signedIn(story.people.nurse);
}, 120_000);
afterAll(() => telecase.stop());

const WARNING = 'A name may be written in this picture.';
const tab = (reference: string) => `/cases/${reference}/attachments`;
const viewer = (reference: string, id: string, query = '') => `/cases/${reference}/images/${id}${query}`;
const read = async (path: string) => (await nurse.get(path)).text.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
const attached = async (...files: readonly Sample[]) => {
  const reference = await story.accepted();
  await nurse.postFiles(tab(reference), {}, await Promise.all(files.map(async ({ name, path }) => ({ name, bytes: await readFile(path) }))));
  await telecase.settled();
  const rows: { id: string; name: string; storage_key: string; preview_state: string }[] = await telecase.db.query(
    `select a.* from attachments a join cases c on c.id = a.case_id where c.reference = $1`, [reference]);
  const ids = files.map(({ name }) => rows.find((row) => row.name === name)!.id);
  return { reference, ids, rows };
};

describe('files of many pages', () => {
  it('are leafed through page by page, then on to the next picture, and back to a last page', async () => {
    const { reference, ids: [fax, photo] } = await attached(samples.tiff, samples.png);

    const first = await read(viewer(reference, fax!, '?from=details'));
    expect(first).toContain('picture 1 of 2, page 1 of 3');
    expect(first).not.toContain('ArrowLeft');
    expect(first).toContain(`href="${viewer(reference, fax!, '?from=details&page=2')}" data-key="ArrowRight"`);

    const last = await read(viewer(reference, fax!, '?from=details&page=3'));
    expect(last).toContain(`src="${tab(reference)}/${fax}/preview/1920?page=3"`);
    expect(last).toContain(`href="${viewer(reference, fax!, '?from=details&page=3&zoom=2#middle')}"`);
    expect(last).toContain(`href="${viewer(reference, photo!, '?from=details')}" data-key="ArrowRight"`);
    expect(last).toMatch(/aria-label="page 3 of 3" aria-current="true"/);

    expect(await read(viewer(reference, photo!, '?from=details'))).toContain(`href="${viewer(reference, fax!, '?from=details&page=3')}" data-key="ArrowLeft"`);
    expect(await read(viewer(reference, fax!, '?page=99'))).toContain('page 3 of 3');
    expect(await read(viewer(reference, fax!, '?page=nonsense'))).toContain('page 1 of 3');
  });

  it('have a picture of each page, and of no other', async () => {
    const { reference, ids: [fax] } = await attached(samples.tiff);
    const preview = (size: number, page: number) => nurse.bytes(`${tab(reference)}/${fax}/preview/${size}?page=${page}`);

    for (const page of [1, 2, 3]) for (const size of [240, 960, 1920]) expect((await preview(size, page)).status).toBe(200);
    expect((await preview(1920, 3)).bytes).toEqual((await preview(960, 3)).bytes);
    expect((await preview(240, 4)).status).toBe(404);
  });

  it('are shown as a strip, of many slices some of them', async () => {
    const { reference, ids: [scan] } = await attached(samples.dicomSlices);
    const page = await read(viewer(reference, scan!));

    expect(page.match(/preview\/240/g)).toHaveLength(24);
    expect(page).toContain('The original has 40 pages. Save it to see all.');
  });

  it('open in the viewer when they are documents, beside nothing else', async () => {
    const { reference, ids: [results, , note] } = await attached(samples.pdf, samples.png, samples.txt);

    expect(await read(tab(reference))).toContain(`href="${viewer(reference, results!)}"`);
    const page = await read(viewer(reference, results!, '?page=3'));
    expect(page).toContain('picture 1 of 1, page 3 of 3');
    expect(page).not.toContain('ArrowRight');
    expect((await nurse.get(viewer(reference, note!))).status).toBe(404);
  });
});

it('shows something in the place of a picture until it has come', async () => {
  const { reference, ids: [photo] } = await attached(samples.png);
  const behind = /<svg viewBox="0 0 1200 800" aria-hidden="true"><image href="data:image\/webp;base64,[\w+/=]+" width="1200"/;

  expect(await read(`/cases/${reference}`)).toMatch(behind);
  expect(await read(viewer(reference, photo!))).toMatch(behind);
});

it('asks a person to look for a name in a picture of an ultrasound, wherever it is shown', async () => {
  const { reference, ids: [loop, slice] } = await attached(samples.dicomUltrasound, samples.dicom);

  for (const path of [viewer(reference, loop!), `/cases/${reference}?image=${loop}`, tab(reference)]) expect(await read(path), path).toContain(WARNING);
  for (const path of [viewer(reference, slice!), `/cases/${reference}?image=${slice}`]) expect(await read(path), path).not.toContain(WARNING);
  const { bytes } = await nurse.bytes(`${tab(reference)}/${loop}/preview/1920?page=2`);
  expect(bytes.includes(DICOM_PATIENT)).toBe(false);
});

it('keeps what can’t be shown, says so, and gives the original back to the byte', async () => {
  const { reference, ids: [broken, bomb], rows } = await attached(liars.truncatedJpeg, liars.bombPng);

  expect(rows.map(({ preview_state }) => preview_state)).toEqual(['none', 'none']);
  expect(await read(viewer(reference, bomb!))).toContain('There is no preview of this file.');
  expect((await nurse.bytes(`${tab(reference)}/${broken}/file`)).bytes.equals(await readFile(liars.truncatedJpeg.path))).toBe(true);
});

describe('previews of an older version', () => {
  const old = (id: string, said: string) => telecase.db.query(`update attachments set preview_version = 1, pages = 1, pages_shown = 1, placeholder = null, ${said} where id = $1`, [id]);
  const now = async (id: string) => (await telecase.db.query(`select preview_state, pages_shown, preview_version, placeholder is not null as has_placeholder from attachments where id = $1`, [id]))[0];
  const remake = () => telecase.app.get(RemakeOldPreviews).remake();

  it('are seen as they are, then made anew at night, also where there were none and the case is closed', async () => {
    const { reference, ids: [fax, slice] } = await attached(samples.tiff, samples.dicomJpegLs);
    await old(fax!, `preview_state = 'ready'`);
    await old(slice!, `preview_state = 'none', width = null, height = null`);
    await story.close(reference);
    expect((await nurse.bytes(`${tab(reference)}/${fax}/preview/960`)).status).toBe(200);

    await remake();

    expect(await now(fax!)).toEqual({ preview_state: 'ready', pages_shown: 3, preview_version: PREVIEW_VERSION, has_placeholder: true });
    expect(await now(slice!)).toEqual({ preview_state: 'ready', pages_shown: 1, preview_version: PREVIEW_VERSION, has_placeholder: true });
  });

  it('are made again when they were lost, as soon as somebody misses them', async () => {
    const { reference, ids: [photo] } = await attached(samples.png);
    const preview = `${tab(reference)}/${photo}/preview/960`;
    await rm(telecase.settings.inDataDir('previews', photo!), { recursive: true });

    expect((await nurse.bytes(preview)).status).toBe(404);
    await telecase.settled();

    expect((await nurse.bytes(preview)).status).toBe(200);
  });

  it('are kept when no new ones can be made, and not tried again', async () => {
    const { reference, ids: [photo], rows: [row] } = await attached(samples.png);
    const original = telecase.settings.inDataDir('files', row!.storage_key);
    await old(photo!, `preview_state = 'ready', extension = 'heic'`);

    await remake();

    expect(await now(photo!)).toMatchObject({ preview_state: 'ready', preview_version: PREVIEW_VERSION });
    expect((await nurse.bytes(`${tab(reference)}/${photo}/preview/960`)).status).toBe(200);
    expect(await readdir(telecase.settings.inDataDir('previews', photo!))).toHaveLength(3);
    expect((await readFile(original)).length).toBe(samples.png.bytes);
  });
});

it('shows the slices of a scan that are files of their own in a strip, in the order of the scanner', async () => {
  const series = '1.2.840.99999.1.7';
  const slice = (number: number, of: string) => ({ name: `${of.at(-1)}-${number}.dcm`, bytes: dicomFile('1.2.840.10008.1.2.1', [...shape({ width: 32, height: 32, allocated: 8, stored: 8 }), [0x20, 0xe, 'UI', of], [0x20, 0x13, 'IS', String(number)], [0x7fe0, 0x10, 'OB', Buffer.alloc(1024, number * 20)]]) });
  const reference = await story.accepted();
  for (const file of [slice(10, series), slice(2, series), slice(1, '1.2.840.99999.1.8'), slice(1, series)]) expect((await nurse.postFiles(`/cases/${reference}/attachments`, {}, [file])).status).toBe(303);
  await telecase.settled();
  const rows: { id: string; name: string }[] = await telecase.db.query(`select a.id, a.name from attachments a join cases c on c.id = a.case_id where c.reference = $1`, [reference]);
  const idOf = (name: string) => rows.find((row) => row.name === name)!.id;

  const { text } = await nurse.get(`/cases/${reference}/images/${idOf('7-2.dcm')}`);

  const strip = [...text.split('Slices of this series')[1]!.split('</ul>')[0]!.matchAll(/images\/([0-9a-f-]{36})/g)].map(([, id]) => id);
  expect(strip).toEqual(['7-1.dcm', '7-2.dcm', '7-10.dcm'].map(idOf));
  expect(text).toContain('picture 2 of 4, slice 2 of 3');
  expect(/href="([^"]+)" data-key="ArrowRight"/.exec(text)![1]).toContain(idOf('7-10.dcm'));
  expect(text).not.toContain('1.2.840.99999');
  expect((await nurse.get(`/cases/${reference}/images/${idOf('8-1.dcm')}`)).text).not.toContain('Slices of this series');
  expect(JSON.stringify(await telecase.db.query(`select * from attachments`)), 'not even kept').not.toContain(series);
});
