import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { readPdf, squeeze } from '../../test/support/read-pdf.js';
import type { Rendered, Report, ReportSection } from './report.js';
import { renderReport } from './render-report.js';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let folder: string;
const at = (name: string) => join(folder, name);

function report(...sections: ReportSection[]): Report {
  return {
    language: 'en',
    title: 'Fever for six days',
    reference: 'DEM-26-0007',
    madeBy: 'Made by a nurse on 22 November 2026, for the ward round',
    pageOf: 'Page {page} of {pages}',
    leftOutNote: 'This file could not be shown.',
    sections,
    attached: [],
  };
}

const values = (...texts: string[]): ReportSection => ({
  kind: 'fields',
  heading: 'Values',
  rows: texts.map((value, n) => ({ label: `Value ${n}`, value })),
});

const pictures = (...names: string[]): ReportSection => ({
  kind: 'pictures',
  heading: 'Pictures',
  pictures: names.map((name) => ({ file: at(name), caption: `The file ${name}`, alt: `What ${name} shows` })),
});

const documents = (...names: string[]): ReportSection => ({
  kind: 'pages',
  heading: 'Documents',
  documents: names.map((name) => ({ file: at(name), caption: `The file ${name}` })),
});

async function rendered(it: Report, name = 'report.pdf'): Promise<Rendered> {
  const result = await renderReport(it, at(name));
  if (!result.ok) throw new Error(result.message);
  return result;
}

const FIT_FOR_SCREEN_READERS = '<pdfuaid:part>1</pdfuaid:part>';
const read = (name = 'report.pdf') => readPdf(at(name));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'report-'));
  const grey = sharp({ create: { width: 400, height: 300, channels: 3, background: '#888' } });
  await grey.clone().jpeg().toFile(at('wound.jpg'));
  await grey.clone().png().toFile(at('film.png'));
  await grey.clone().webp().toFile(at('eye.webp'));
  await writeFile(at('broken.jpg'), (await readFile(at('wound.jpg'))).subarray(0, 100));
  await writeFile(at('drawing.jpg'), '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
  await writeFile(at('broken.pdf'), '%PDF-1.7\nnothing else');
  await rendered(report(values('one'), { ...documents(), heading: 'A second page' }), 'letter.pdf');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('renderReport', () => {
  it('prints every section, with who made it and page x of y on each page', async () => {
    const everything = report(
      { kind: 'fields', heading: 'Patient', rows: [{ label: 'Temperature', value: '38.6', unit: '°C' }] },
      {
        kind: 'letters',
        heading: 'Discussion',
        letters: [
          { author: 'A nurse', role: 'Project', time: '21 Nov, 16:20', kindLabel: 'Question', body: 'First\n\nThird' },
          { author: 'A doctor', role: 'Specialist', time: '21 Nov, 17:00', kindLabel: 'Answer', body: 'Typhoid.', rows: [{ label: 'Confidence', value: '80', unit: '%' }] },
        ],
      },
      pictures('wound.jpg', 'film.png', 'eye.webp'),
      documents('letter.pdf'),
      { kind: 'list', heading: 'Files', rows: [{ name: 'wound.jpg', size: '1 MB', sha256: 'ab'.repeat(32), note: 'Inside' }] },
    );
    const result = await rendered({ ...everything, mark: 'Training' });
    const { pages, text } = await read();

    expect(result).toMatchObject({ leftOut: [], pages: pages.length });
    pages.forEach((page, n) => {
      expect(page).toContain(squeeze(everything.reference + 'Training'));
      expect(page).toContain(squeeze(everything.madeBy));
      expect(page).toContain(squeeze(`Page ${n + 1} of ${pages.length}`));
    });
    for (const words of ['Temperature 38.6 °C', 'A doctor', 'Answer', 'First Third', 'Confidence 80 %', 'The file eye.webp', 'letter.pdf 2 / 2', 'A second page', 'ab'.repeat(32)])
      expect(text).toContain(squeeze(words));
  });

  it('has only the reference in its metadata, the language, and tags for screen readers', async () => {
    await rendered(report(values('one'), pictures('wound.jpg')));
    const { info, bytes } = await read();
    expect(info).toMatchObject({ Title: 'DEM-26-0007', Language: 'en' });
    expect(JSON.stringify(info)).not.toContain('Fever');
    expect(bytes.includes(FIT_FOR_SCREEN_READERS)).toBe(true);
  });

  it.each([
    ['Arabic', 'المريض وصل أمس', 'NotoSansArabic'],
    ['Burmese', 'မောင်မောင် ကျွန်ုပ်', 'NotoSansMyanmar'],
    ['Amharic', 'ታካሚው ትላንት ማታ', 'NotoSansEthiopic'],
    ['Hindi', 'रोगी को कल रात', 'NotoSans-Regular'],
    ['Russian', 'Больной поступил вчера', 'NotoSans-Regular'],
    ['Vietnamese', 'Bệnh nhân bị sốt', 'NotoSans-Regular'],
  ])('prints %s with the glyphs of its font', async (_name, text, font) => {
    await rendered(report(values(text)));
    const { text: printed, bytes } = await read();
    expect(bytes.includes(font)).toBe(true);
    expect(bytes.includes(FIT_FOR_SCREEN_READERS)).toBe(true); // which a missing glyph forbids
    for (const letter of squeeze(text)) expect(printed).toContain(letter);
  });

  it('sets Arabic from right to left, and numbers in it from left to right', async () => {
    await rendered(report(values('المريض 90/60 أمس')));
    const { placed } = await read();
    const [first, number, last] = ['ي', '90/60', 'س'].map((it) => placed.find(({ str }) => str.includes(it))!.x);
    expect([first, number, last]).toEqual([first, number, last].sort((one, other) => other! - one!));
  });

  it('prints what no font has without promising that it can be read', async () => {
    await rendered(report(values('\u0378')));
    expect((await read()).bytes.includes(FIT_FOR_SCREEN_READERS)).toBe(false);
  });

  it.each(['fr', 'es', 'ar'] as const)('takes its words in %s from the caller', async (language) => {
    const pageOf = { fr: 'Page {page} sur {pages}', es: 'Página {page} de {pages}', ar: 'صفحة {page} من {pages}' }[language];
    await rendered({ ...report(values('one')), language, pageOf });
    const { pages, info } = await read();
    expect(info.Language).toBe(language);
    for (const letter of squeeze(pageOf.replace(/{pages?}/g, '1'))) expect(pages[0]).toContain(letter);
  });

  it('prints hostile text as it is', async () => {
    const markup = fc.constantFrom('#', '$', '*', '_', ']', '[', '"', '\\', '`', '<a>', '@b', '{', '}', '=', '-', '//', '/*', '\n', '~', "'", '\u0000', '\ud800', '#read("/etc/passwd")', '#panic()', 'x', ' ');
    const texts = fc.array(fc.array(markup, { minLength: 1, maxLength: 60 }).map((it) => it.join('')), { minLength: 20 });
    await fc.assert(
      fc.asyncProperty(texts, async ([title, ...others]) => {
        await rendered({ ...report(values(...others)), title: title!, reference: `R ${title}`, madeBy: title! });
        const { text } = await read();
        const printed = (it: string) => squeeze(it.replaceAll('\u0000', '').replaceAll('\ud800', '\ufffd'));
        others.forEach((it, n) => expect(text).toContain(squeeze(`Value ${n}`) + printed(it)));
      }),
      { numRuns: 5 },
    );
  });

  it('leaves out what can not be shown, says so, and prints the rest', async () => {
    const bad = ['broken.jpg', 'drawing.jpg', 'missing.png'];
    const result = await rendered(report(pictures('wound.jpg', ...bad), documents('broken.pdf', 'letter.pdf')));
    const { text } = await read();
    expect(result.leftOut.sort()).toEqual([...bad, 'broken.pdf'].map(at).sort());
    expect(text.split(squeeze('This file could not be shown.'))).toHaveLength(5);
    expect(text).toContain(squeeze('letter.pdf 1 / 2'));
  });

  it('leaves out a picture that takes more memory than there is', async () => {
    await sharp({ create: { width: 12000, height: 12000, channels: 3, background: '#fff' } }).png().toFile(at('vast.png'));
    const result = await renderReport(report(pictures('vast.png', 'wound.jpg')), at('report.pdf'), { megabytes: 800 });
    expect(result).toMatchObject({ ok: true, leftOut: [at('vast.png')] });
  });

  it('leaves out a file that never ends', async () => {
    execFileSync('mkfifo', [at('endless.pdf')]);
    const result = await renderReport(report(documents('endless.pdf', 'letter.pdf')), at('report.pdf'), { milliseconds: 6000 });
    expect(result).toMatchObject({ ok: true, leftOut: [at('endless.pdf')] });
  });

  it('embeds files whole, each under a name of its own', async () => {
    const attached = ['scan.jpg', 'scan.jpg', '../../etc/passwd', '..'].map((name) => ({ path: at('wound.jpg'), name, mediaType: 'no type' }));
    await rendered({ ...report(values('one')), attached });
    const { files } = await read();
    expect([...files.keys()].sort()).toEqual(['.._.._etc_passwd', '_', 'scan (2).jpg', 'scan.jpg']);
    expect(files.get('scan (2).jpg')).toEqual(await readFile(at('wound.jpg')));
  });

  it('fails, and leaves nothing behind, when a file to embed is missing', async () => {
    const attached = [{ path: at('missing.zip'), name: 'missing.zip', mediaType: 'application/zip' }];
    const result = await renderReport({ ...report(), attached }, at('failed.pdf'));
    expect(result).toMatchObject({ ok: false, reason: 'failed' });
    expect(existsSync(at('failed.pdf'))).toBe(false);
  });

  it('stops at the time limit', async () => {
    const long = values(...Array.from({ length: 20_000 }, (_, n) => `Line ${n}`));
    const started = Date.now();
    const result = await renderReport(report(long), at('late.pdf'), { milliseconds: 600 });
    expect(result).toMatchObject({ ok: false, reason: 'timeout' });
    expect(Date.now() - started).toBeLessThan(5000);
    expect(existsSync(at('late.pdf'))).toBe(false);
  });
});
