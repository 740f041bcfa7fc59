import { createHash } from 'node:crypto';
import express from 'express';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#config/root';

const folder = join(projectRoot, 'src/ui/assets');

/** Names with the first letters of their content's hash: a file that changes has a new address, so browsers may keep it for good. */
const addresses = new Map(
  globSync('**/*.{css,js,svg,png}', { cwd: folder }).map((name) => {
    const hash = createHash('sha256').update(readFileSync(join(folder, name))).digest('hex').slice(0, 10);
    return [name, `/assets/${hash}/${name}`];
  }),
);

/** The address of a file of `src/ui/assets`. @throws Error when there is none */
export function assetPath(name: string): string {
  const address = addresses.get(name);
  if (!address) throw new Error(`There is no asset ${name}`);
  return address;
}

/** Serves `/assets/{hash}/{name}`. An unknown one falls through to the page that says so. */
export function assets(): express.Router {
  const router = express.Router();
  router.use('/:hash', express.static(folder, { immutable: true, maxAge: '365d', index: false, redirect: false }));
  return router;
}
