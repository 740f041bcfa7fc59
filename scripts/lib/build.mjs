import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { node } from './node.mjs';
import { inProject } from './project.mjs';
import { run } from './run.mjs';

const stamp = inProject('dist/.built');
const folders = ['config', 'libs', 'src'];
const files = ['package-lock.json', 'package.json', 'tsconfig.build.json', 'tsconfig.json'];

/** Whether dist/ was made from the sources as they are now. */
export function isBuilt() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint();
}

/** Compiles the sources into dist/ and removes what has no source any more. @throws when they don't compile */
export async function build() {
  process.stderr.write('Building Telecase.\n');
  const before = fingerprint();
  rmSync(stamp, { force: true });
  removeOrphans();
  const code = await run(node(), [inProject('node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json']);
  if (code !== 0) throw new Error('Telecase could not be built. The compiler says why above.');
  writeFileSync(stamp, before);
}

/** Of names, sizes and times of the sources: reading them all would take as long as the rest of a start. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const path of [...files, ...folders.flatMap(sources)]) {
    const { size, mtimeMs } = statSync(inProject(path));
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function sources(folder) {
  return filesBelow(inProject(folder))
    .filter((path) => /(?<!\.spec|\.d)\.ts$/.test(path))
    .map((path) => join(folder, path));
}

function removeOrphans() {
  for (const folder of folders) {
    for (const path of filesBelow(inProject('dist', folder))) {
      const source = path.replace(/\.js(\.map)?$/, '.ts');
      if (!existsSync(inProject(folder, source))) rmSync(inProject('dist', folder, path));
    }
  }
}

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return names.map((name) => name.slice(folder.length + 1)).sort();
}
