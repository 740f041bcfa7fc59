import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '#config/root';
import { SETTING_NAMES } from '#config/settings';

const read = (file: string) => readFileSync(join(projectRoot, file), 'utf8');

/** The address and the folders of the image are its own, and there is no demo with a DATABASE_URL. */
const ITS_OWN = ['PORT', 'DATA_DIR', 'DEMO_PASSWORD'];

it('hands every setting on to the container, and what Node itself reads for authorities of the hospital', () => {
  const { environment } = parse(read('compose.yaml')).services.telecase;
  expect(Object.keys(environment).toSorted()).toEqual([...SETTING_NAMES.filter((name) => !ITS_OWN.includes(name)), 'NODE_EXTRA_CA_CERTS'].toSorted());
  const withValue = Object.entries(environment).filter(([, value]) => value !== null).map(([name]) => name);
  expect(withValue).toEqual(['DATABASE_URL']);
});

it('has in the image what the commands of whoever runs it need', () => {
  const image = mkdtempSync(join(tmpdir(), 'telecase-image-'));
  try {
    const copied = [...read('Dockerfile').split(/^FROM /m).at(-1)!.matchAll(/^COPY (?:--from=build \/telecase\/)?(\S+) /gm)].map(([, name]) => name!);
    for (const name of copied.filter((one) => one !== 'node_modules')) cpSync(join(projectRoot, name), join(image, name), { recursive: true });
    symlinkSync(join(projectRoot, 'node_modules'), join(image, 'node_modules'));
    const env = { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' };
    const { stderr } = spawnSync(process.execPath, ['dist/src/cli.js', 'verify-files'], { cwd: image, encoding: 'utf8', env });
    expect(stderr).toContain('ECONNREFUSED');
  } finally {
    rmSync(image, { recursive: true, force: true });
  }
});
