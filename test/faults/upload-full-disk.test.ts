import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp, type TestApp } from '../support/app.js';
import { caseStory } from '../support/case-story.js';
import { sendParts, type Sending } from '../support/parts.js';

const dataDir = mkdtempSync(join(tmpdir(), 'telecase-full-'));
const files = join(dataDir, 'files');
const mount = (options: string) => execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', files], { stdio: 'ignore' });
const mayMount = (() => {
  try {
    mkdirSync(files);
    mount('size=3m');
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
  if (mayMount) execFileSync('umount', [files]);
  rmSync(dataDir, { recursive: true, force: true });
});

it.skipIf(!mayMount)('says that the disk is full, keeps what it has answered for, and goes on when there is room', async () => {
  const story = await caseStory(telecase);
  const nurse = await story.signedIn(story.people.nurse);
  const reference = await story.accepted();
  const file: Sending = { name: 'notes.txt', bytes: Buffer.from(randomBytes(2_500_000).toString('hex')), path: '', acknowledged: 0, isDone: false };

  await expect(sendParts(nurse, reference, file, () => 600_000)).rejects.toThrow('503');
  expect(file.acknowledged).toBeGreaterThan(1_000_000);
  mount('remount,size=20m');
  await sendParts(nurse, reference, file, () => 600_000);

  const [row] = await telecase.db.query(`select sha256, storage_key from attachments`);
  expect(row.sha256).toBe(createHash('sha256').update(file.bytes).digest('hex'));
  expect(createHash('sha256').update(await readFile(join(files, row.storage_key))).digest('hex')).toBe(row.sha256);
});
