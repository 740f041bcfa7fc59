import { createHash } from 'node:crypto';
import express from 'express';
import { globSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
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

/** Without what only we read, a quarter of the bytes on the wire: comments, spaces, ends of lines and semicolons where none is needed. That nothing else is changed is proved by a test. */
export const bare = (script: string): string =>
  script
    .replace(/^\s*(?:\/\/|\/\*|\*).*\n| +\/\/ .*$|^ +/gm, '')
    .replace(/ (=>|[=!]==|&&|\|\||\?\?=?|\|\|=|\+=|[=?:+<>{}-]) /g, '$1')
    .replace(/([,;:{]) /g, '$1')
    .replace(/ ([{}])/g, '$1')
    .replace(/\b(if|for|while|switch|catch) \(/g, '$1(')
    .replace(/([,;({[])\n/g, '$1')
    .replace(/\n([)}\]])/g, '$1')
    .replaceAll(';}', '}');
const bareStyle = (sheet: string): string => sheet.replace(/\/\*[^]*?\*\//g, '').replace(/\s*([{};])\s*/g, '$1').replace(/([:,]) /g, '$1').replaceAll(' > ', '>').replaceAll(';}', '}');
const bareDrawing = (svg: string): string => svg.replace(/<!--[^]*?-->/g, '').replace(/>\s+</g, '><');
const BARE = { '.css': bareStyle, '.svg': bareDrawing, '.js': bare } as const;

/** The scripts of pages, each in a block of its own, as one file: a request is dearer than the bytes. */
const scripts = (): string => globSync('page/*.js', { cwd: folder }).sort().map((name) => `{\n${bare(read(name))}}\n`).join('');

const files = [
  ...globSync('*.{css,js,svg}', { cwd: folder }).map((name) => [name, BARE[extname(name) as keyof typeof BARE](read(name))] as const),
  ...LANGUAGE_CODES.map((code) => [`telecase.${code}.js`, `'use strict';const words=${JSON.stringify(spoken(code))};\n${scripts()}`] as const),
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

const PACKERS = { br: (content: string) => brotliCompressSync(content), gzip: (content: string) => gzipSync(content, { level: 9 }) } as const;
const packed = new Map<string, Buffer>();

/** An asset as it travels: packed once, when somebody first asks for it, and as tightly as can be, as it is sent for weeks. */
function pack({ address, content }: Asset, encoding: keyof typeof PACKERS): Buffer {
  const key = `${encoding} ${address}`;
  if (!packed.has(key)) packed.set(key, PACKERS[encoding](content));
  return packed.get(key)!;
}

/** Serves `/assets/{hash}/{name}`. Any other address falls through to the page that says that there is nothing. */
export function assets(): express.Router {
  const router = express.Router();
  router.get('/:hash/:name', (request, response, next) => {
    const asset = assetsByName.get(basename(request.path));
    if (asset?.address !== request.path) return next();
    // Below that, packing saves no packet.
    const encoding = asset.content.length >= 1024 && (['br', 'gzip'] as const).find((one) => request.acceptsEncodings(one));
    response.set('cache-control', 'public, max-age=31536000, immutable').vary('Accept-Encoding').type(asset.type);
    if (encoding) response.set('content-encoding', encoding).send(pack(asset, encoding));
    else response.send(asset.content);
  });
  return router;
}
