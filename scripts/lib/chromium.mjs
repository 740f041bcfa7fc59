/** Finds a Chromium that runs on this machine, and gets one when there is none. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { packagedChromium } from './packaged-chromium.mjs';

/** All that a browser needs to know of its surroundings. No more, since the test report shows it. */
const { PATH = '', HOME = '/tmp' } = process.env;
const environment = { PATH, HOME };

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * How to start the browser.
 * @typedef {{ executablePath: string, args: string[], env: Record<string, string> }} Chromium
 */

/**
 * In this order: the browser that CHROMIUM_PATH names, one that is installed, the one that comes with the
 * development packages, and, for root on Debian, the distribution's. Works offline unless it comes to the last.
 * @returns {Promise<Chromium>}
 * @throws when CHROMIUM_PATH names something that does not run, or nothing can be had
 */
export async function ensureChromium() {
  if (process.env.CHROMIUM_PATH) {
    const named = asItIs(process.env.CHROMIUM_PATH);
    if (!runs(named)) throw new Error(`CHROMIUM_PATH is ${named.executablePath}, which does not run as a browser.`);
    return named;
  }
  const installed = onPath();
  if (installed) return installed;
  const packaged = await packagedChromium(environment);
  if (packaged && runs(packaged)) return packaged;
  const debian = process.getuid?.() === 0 && installFromDebian();
  if (debian) return debian;
  throw new Error('No browser runs here. Install Chromium, or set CHROMIUM_PATH to one that does.');
}

const asItIs = (executablePath) => ({ executablePath, args: [], env: environment });

function onPath() {
  const folders = PATH.split(delimiter).filter(Boolean);
  return folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .filter(isExecutable)
    .map(asItIs)
    .find(runs);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A file may be there and not run: a library is missing, or it is a distribution's stub that names another package. */
function runs({ executablePath, env }) {
  const { status, stdout } = spawnSync(executablePath, ['--version'], { env, encoding: 'utf8', timeout: 20_000 });
  return status === 0 && /Chrom(e|ium)/.test(stdout);
}

function installFromDebian() {
  const apt = (...args) => spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  const install = () => apt('install', '-y', '--no-install-recommends', 'chromium');
  return (install() || (apt('update') && install())) && onPath();
}
