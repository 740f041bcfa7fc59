import { createHash } from 'node:crypto';
import express from 'express';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { LANGUAGE_CODES, type Language } from '#config/languages';
import { projectRoot } from '#config/root';
import { Dictionary } from '#libs/i18n/words';

const folder = join(projectRoot, 'src/ui/assets');
const dictionary = new Dictionary(join(projectRoot, 'src'));
const TYPES = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml' } as const;

interface Asset {
  readonly name: string;
  readonly type: string;
  readonly content: string;
  /** With the first letters of the content's hash: a file that changes has a new address, so browsers may keep it for good. */
  readonly address: string;
}

const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

/** Words that scripts say: with the scripts, which a browser keeps, and not on every page. */
const spoken = (language: Language) => ({ draft: dictionary.group(language, 'cases:form.draft.'), uploads: dictionary.group(language, 'ui:uploads.') });

/** Without what only we read, a fifth of the bytes on the wire: lines that are a comment, and what begins a line. None of ours is within a text. */
const bare = (script: string): string => script.replace(/^\s*(?:\/\/|\/\*|\*).*\n/gm, '').replace(/^ +/gm, '');
const bareStyle = (sheet: string): string => sheet.replace(/\/\*[^]*?\*\//g, '').replace(/\s*([{};])\s*/g, '$1').replaceAll(';}', '}');

/** The scripts of pages, each in a block of its own, as one file: a request is dearer than the bytes. */
const scripts = (): string => globSync('page/*.js', { cwd: folder }).sort().map((name) => `{\n${bare(read(name))}}\n`).join('');

const files = [
  ...globSync('*.{css,js,svg}', { cwd: folder }).map((name) => [name, name.endsWith('.css') ? bareStyle(read(name)) : read(name)] as const),
  ...LANGUAGE_CODES.map((code) => [`telecase.${code}.js`, `'use strict';\nconst words = ${JSON.stringify(spoken(code))};\n${scripts()}`] as const),
];

const assetsByName = new Map(
  files.map(([name, content]): [string, Asset] => {
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 10);
    return [name, { name, content, type: TYPES[name.split('.').at(-1) as keyof typeof TYPES], address: `/${hash}/${name}` }];
  }),
);

/** The address of a file of `src/ui/assets`; `telecase.en.js` is all of its folder `page`, with its words in English. @throws Error when there is none */
export function assetPath(name: string): string {
  const asset = assetsByName.get(name);
  if (!asset) throw new Error(`There is no asset ${name}`);
  return `/assets${asset.address}`;
}

/** Serves `/assets/{hash}/{name}`. Any other address falls through to the page that says that there is nothing. */
export function assets(): express.Router {
  const router = express.Router();
  router.get('/:hash/:name', (request, response, next) => {
    const asset = assetsByName.get(basename(request.path));
    if (asset?.address !== request.path) return next();
    response.set('cache-control', 'public, max-age=31536000, immutable').type(asset.type).send(asset.content);
  });
  return router;
}
