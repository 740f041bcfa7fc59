import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderReport } from './render-report.js';

const folder = mkdtempSync(join(tmpdir(), 'telecase-stopped-'));
afterAll(() => rmSync(folder, { recursive: true }));

it.each([['before it has begun', 0], ['in the middle of a file', 300]])('a report is ended when its maker is told to stop, %s', async (_, milliseconds) => {
  const path = join(folder, `${milliseconds}.pdf`); // nobody ever writes into it
  execFileSync('mkfifo', [path]);
  const documents = [{ file: path, caption: '' }];
  const report = { language: 'en' as const, title: '', reference: '', madeBy: '', pageOf: '', leftOutNote: '', sections: [{ kind: 'pages' as const, heading: '', documents }], attached: [] };
  const signal = milliseconds === 0 ? AbortSignal.abort() : AbortSignal.timeout(milliseconds);
  expect(await renderReport(report, join(folder, 'report.pdf'), { signal })).toMatchObject({ ok: false, reason: 'stopped' });
});
