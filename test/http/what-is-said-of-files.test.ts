import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { inject } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { caseStory, type CaseStory } from '../support/case-story.js';
import { makeSamples } from '../support/samples/index.js';
import type { Visitor } from '../support/visitor.js';

/** Names as they were given, and what the scanner said, wherever a file is offered. */

let telecase: TestApp;
let story: CaseStory;
let nurse: Visitor;

beforeAll(async () => {
  telecase = await startApp();
  story = await caseStory(telecase);
  nurse = await story.signedIn(story.people.nurse);
}, 120_000);
afterAll(() => telecase.stop());

const idOf = async (reference: string): Promise<string> => (await telecase.db.query(`select a.id from attachments a join cases c on c.id = a.case_id where c.reference = $1`, [reference]))[0].id;
const text = (content: string) => Buffer.from(`${content}\n`);

it.each([
  ['Wunde: links? «neu».txt', 'Wunde: links? «neu».txt', 'Wunde- links- «neu».txt'],
  ['التقرير.txt', 'التقرير.txt', 'التقرير.txt'],
  ['holiday\u202Egpj.txt', 'holiday\ufffdgpj.txt', 'holidaygpj.txt'],
  ['a\u2066b\u200fc.txt', 'a\ufffdb\ufffdc.txt', 'abc.txt'],
])('%j is shown as %j and saved as %j', async (given, shown, saved) => {
  const reference = await story.accepted();
  expect((await nurse.postFiles(`/cases/${reference}/attachments`, {}, [{ name: given, bytes: text('a') }])).status).toBe(303);

  const escaped = shown.replace(/[<>&"']/g, (character) => `&#x${character.charCodeAt(0).toString(16)};`);
  for (const page of ['attachments', 'history', `attachments/${await idOf(reference)}`]) {
    const drawn = (await nurse.get(`/cases/${reference}/${page}`)).text;
    expect(drawn, page).toContain(escaped);
    expect(drawn, page).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  }
  const file = await nurse.bytes(`/cases/${reference}/attachments/${await idOf(reference)}/file`);
  expect(file.headers.get('content-disposition')).toContain(encodeURIComponent(saved));
  expect(Object.keys(unzipSync((await nurse.bytes(`/cases/${reference}/attachments.zip`)).bytes))).toEqual(['manifest-sha256.txt', saved]);
});

it('says of the files of a message what the scanner said, and offers no infected one', async () => {
  const reference = await story.accepted();
  expect((await nurse.postFiles(`/cases/${reference}/messages`, { body: 'The drugs', language: 'en' }, [{ name: 'drugs.txt', bytes: text('drugs') }])).status).toBe(303);
  const discussion = async () => (await nurse.get(`/cases/${reference}/discussion`)).text;
  const address = new RegExp(`href="[^"]*${await idOf(reference)}`);

  expect(await discussion()).toContain('Not scanned: there is no virus scanner');
  expect(await discussion()).toMatch(address);
  await telecase.db.query(`update attachments set scan_state = 'clean' where id = $1`, [await idOf(reference)]);
  expect(await discussion()).toContain('No virus found');
  await telecase.db.query(`update attachments set scan_state = 'infected', scan_finding = 'Eicar' where id = $1`, [await idOf(reference)]);
  expect(await discussion()).toContain('Quarantined: a virus was found');
  expect(await discussion()).not.toMatch(address);
});

it('says of the files of a draft what the scanner said, and that a name may be written in a picture', async () => {
  const { dicomUltrasound } = await makeSamples(inject('samples'));
  const [{ id: project }] = await telecase.db.query(`select id from projects where code = 'BUN'`);
  const bytes = await readFile(dicomUltrasound.path);
  const { location } = await nurse.postFiles('/cases', { project, title: 'A draft', do: 'save' }, [{ name: dicomUltrasound.name, bytes }]);
  await telecase.settled();

  const form = (await nurse.get(`${location!.split('?')[0]!.replace(/\/edit$/, '')}/edit`)).text;

  expect(form).toContain('Not scanned: there is no virus scanner');
  expect(form).toContain('A name may be written in this picture.');
});
