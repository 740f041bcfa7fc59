import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { inProject } from './project.mjs';
import { run } from './run.mjs';

/**
 * Whether node_modules holds what package-lock.json asks for, by the record that npm writes when it has finished.
 * Packages for other computers are missing rightly, so an optional one counts only if the project itself names it.
 */
export function isInstalled() {
  const installed = packages('node_modules/.package-lock.json');
  const wanted = packages('package-lock.json');
  if (!installed) return false;
  const { optionalDependencies = {} } = wanted[''];
  return Object.entries(wanted).every(([path, { version, optional, ...fits }]) => {
    if (path === '') return true;
    if (installed[path]) return installed[path].version === version;
    return optional && !(path.replace('node_modules/', '') in optionalDependencies && isForThisComputer(fits));
  });
}

/** Runs no package's own scripts: nothing that Telecase uses needs them. @throws when npm fails */
export async function install() {
  process.stderr.write('Installing the packages that Telecase needs. This takes a minute or two, once.\n');
  const quietly = ['--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const code = await run(...npm('ci', ...quietly));
  if (code !== 0) throw new Error('The packages could not be installed. npm says why above; the first time it needs the internet.');
}

/** By the Node that npm itself runs on: the packaged one goes away while packages are replaced. */
function npm(...args) {
  const { npm_execpath: path = '', npm_node_execpath: node = process.execPath } = process.env;
  return basename(path) === 'npm-cli.js' ? [node, [path, ...args]] : ['npm', args];
}

function packages(path) {
  try {
    return JSON.parse(readFileSync(inProject(path), 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const isForThisComputer = ({ os = [process.platform], cpu = [process.arch], libc = [ourLibc()] }) =>
  os.includes(process.platform) && cpu.includes(process.arch) && libc.includes(ourLibc());

/** Linux comes with one of two C libraries, and npm installs what fits. */
const ourLibc = () => (process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl');
