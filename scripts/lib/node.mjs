import { existsSync } from 'node:fs';
import { inProject } from './project.mjs';

const oldest = 24;

/**
 * The Node that Telecase runs on: the one among its packages, or the computer's own if that is new enough.
 * @returns {string} its path
 * @throws when neither will do
 */
export function node() {
  const packaged = inProject('node_modules/.bin/node');
  if (existsSync(packaged)) return packaged;
  if (parseInt(process.versions.node, 10) >= oldest) return process.execPath;
  throw new Error(`Telecase needs Node ${oldest}, and no package of it fits this computer. Install it from https://nodejs.org.`);
}
