import { mkdirSync } from 'node:fs';
import { build, isBuilt } from './build.mjs';
import { install, isInstalled } from './installation.mjs';
import { inProject } from './project.mjs';
import { run } from './run.mjs';

/**
 * What can be made ready, in this order: how to see that it is, and how to make it.
 * @type {Record<string, { isReady(): boolean, make(): Promise<void> }>}
 */
const steps = {
  packages: { isReady: isInstalled, make: install },
  build: { isReady: isBuilt, make: build },
};

/** Installs the packages unless they are there. */
export const ensureInstalled = () => ensure('packages');

/** Installs the packages and compiles the sources where that is due. */
export const ensureBuilt = () => ensure('packages', 'build');

/**
 * One at a time for the whole folder: the lock is held by `flock` and whatever it started, so it lasts until the
 * work has really ended, even when the command that asked for it was killed.
 */
async function ensure(...names) {
  if (names.every((name) => steps[name].isReady())) return;
  mkdirSync(inProject('.cache'), { recursive: true });
  const code = await run('flock', [inProject('.cache/prepare.lock'), process.execPath, inProject('scripts/prepare.mjs'), ...names]);
  if (code !== 0) throw new Error('Telecase could not be made ready to run.');
}

/** Makes ready what isn't. To be called under the lock only. */
export async function prepare(names) {
  for (const { isReady, make } of names.map((name) => steps[name])) {
    if (!isReady()) await make();
  }
}
