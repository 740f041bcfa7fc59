import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp, type TestApp } from '../support/app.js';
import { caseStory } from '../support/case-story.js';
import { drawing } from '../support/samples/pictures.js';

const dataDir = mkdtempSync(join(tmpdir(), 'telecase-full-pdf-'));
const ballast = join(dataDir, 'ballast');
const mayMount = (() => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=30m', 'tmpfs', dataDir], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
let telecase: TestApp;

beforeAll(async () => {
  telecase = await startApp({ DATA_DIR: dataDir });
});
afterAll(async () => {
  await telecase.stop();
  if (mayMount) execFileSync('umount', [dataDir]);
  rmSync(dataDir, { recursive: true, force: true });
});

function fillTheDisk(): void {
  const page = Buffer.alloc(4096);
  for (;;) {
    try {
      appendFileSync(ballast, page);
    } catch {
      return;
    }
  }
}

it.skipIf(!mayMount)('says that a PDF could not be made while the disk is full, and makes it when there is room', async () => {
  const story = await caseStory(telecase);
  const nurse = await story.signedIn(story.people.nurse);
  const [small, large] = [await story.posted(nurse), await story.posted(nurse)];
  for (const reference of [small, large]) await nurse.postFiles(`/cases/${reference}/attachments`, {}, [{ name: 'back.png', bytes: await drawing(900, 600).png().toBuffer() }]);
  await telecase.settled();
  await telecase.db.query(`update attachments a set pages = 40, pages_shown = 40 from cases c where c.id = a.case_id and c.reference = $1`, [large]);

  fillTheDisk();
  expect((await nurse.get(`/cases/${small}.pdf`)).status).toBe(503);
  expect((await nurse.get(`/cases/${large}.pdf`)).text).toContain('<h1>The PDF is being made');
  for (let tries = 1; tries <= 3; tries += 1) {
    await telecase.settled();
    await telecase.db.query(`update graphile_worker._private_jobs set run_at = now() where attempts < max_attempts`);
  }
  await telecase.settled();
  expect((await nurse.get(`/cases/${large}.pdf`)).text).toContain('<h1>The PDF could not be made');

  rmSync(ballast);
  expect((await nurse.bytes(`/cases/${small}.pdf`)).headers.get('content-type')).toBe('application/pdf');
  expect((await nurse.post(`/cases/${large}.pdf`)).status).toBe(303);
  await telecase.settled();
  expect((await nurse.get(`/cases/${large}.pdf`)).text).toContain('<h1>The PDF is ready');
});
