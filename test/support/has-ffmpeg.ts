import { spawnSync } from 'node:child_process';

/** Posters of videos are made with ffmpeg where it is installed, which a machine that runs the tests need not have. */
export const hasFfmpeg = spawnSync('ffmpeg', ['-version'], { env: { PATH: '/usr/local/bin:/usr/bin:/bin' } }).status === 0;
