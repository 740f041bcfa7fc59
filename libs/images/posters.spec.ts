import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { hasFfmpeg } from '../../test/support/has-ffmpeg.js';
import { makeSamples } from '../../test/support/samples/index.js';
import { PreviewMaker } from './index.js';

describe('PreviewMaker, of recordings', () => {
  const maker = new PreviewMaker();
  let folder: string;
  let samples: Awaited<ReturnType<typeof makeSamples>>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'posters-'));
    samples = await makeSamples(inject('samples'));
  }, 60_000);
  afterAll(async () => {
    await maker.close();
    await rm(folder, { recursive: true });
  });

  const poster = (source: string, extension: string, by = maker) => by.makePreview(source, { folder, base: 'poster' }, extension);

  it.runIf(hasFfmpeg).each(['mp4', 'mov', '3gp', 'webm', 'avi'] as const)('shows a frame of %s', async (key) => {
    expect(await poster(samples[key].path, key)).toMatchObject({ ok: true, width: 160, height: 120, pages: 1 });
  });

  it.runIf(hasFfmpeg)('opens nothing that a recording only points to', async () => {
    const list = join(folder, 'list.mp4');
    await writeFile(list, `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n${samples.mp4.path}\n#EXT-X-ENDLIST\n`);
    expect(await poster(list, 'mp4')).toEqual({ ok: false, reason: 'broken' });
  });

  it.runIf(hasFfmpeg)('says no to half a recording that has no picture yet', async () => {
    const half = join(folder, 'half.mp4');
    await writeFile(half, (await readFile(samples.mp4.path)).subarray(0, 600));
    expect(await poster(half, 'mp4')).toEqual({ ok: false, reason: 'broken' });
  });

  it('does without where ffmpeg is not installed', async () => {
    const few = join(folder, 'few programs');
    await mkdir(few);
    await symlink(execFileSync('/bin/sh', ['-c', 'command -v nice'], { encoding: 'utf8' }).trim(), join(few, 'nice'));

    const poor = new PreviewMaker({ programs: few });
    expect(await poster(samples.mp4.path, 'mp4', poor)).toEqual({ ok: false, reason: 'unsupported' });
    await poor.close();
  });
});
