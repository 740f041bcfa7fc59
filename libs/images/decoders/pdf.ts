import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import sharp from 'sharp';
import { MOST_PIXELS } from '../pixel-limit.js';
import { Refusal } from '../refusal.js';
import { firstPages, type Decoder, type Picture } from './decoder.js';
import type { Compiler, TypstModule } from './typst.js';

const require = createRequire(import.meta.url);
/** Of the longer side, in pixels: a page has no pixels of its own, and previews are not larger. */
const LONGER_SIDE = 1920;
/** Enough to know what it is; the rest is in the original. */
const MOST_PAGES = 10;
const NO_SUCH_PAGE = 2 ** 31 - 1;

/** The first pages of a PDF: Typst makes each an SVG (text as outlines, pictures embedded), sharp makes that pixels. Nothing in it is run. */
export const pdf: Decoder = async (source) => {
  const compiler = loadTypst().NodeCompiler.create({ workspace: dirname(source) });
  compiler.mapShadow(`${dirname(source)}/document.pdf`, await readFile(source));

  return { ...firstPages(pageCount(compiler), MOST_PAGES), page: (index) => drawn(compiler.plainSvg({ mainFileContent: showing(index + 1) })) };
};

/** Loaded with the first PDF only, since it is large. */
function loadTypst(): TypstModule {
  return require('@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu') as TypstModule;
}

function showing(page: number): string {
  return `#set page(width: auto, height: auto, margin: 0pt)\n#image("/document.pdf", page: ${page})`;
}

/** Typst tells the number of pages only to those who ask for one that is not there. */
function pageCount(compiler: Compiler): number {
  const error = compiler.compile({ mainFileContent: showing(NO_SUCH_PAGE) }).takeError();
  const [diagnostic] = error ? compiler.fetchDiagnostics(error) : [];
  const message = diagnostic?.message ?? '';

  const pages = /only has (\d+) page/.exec(message)?.[1];
  if (pages) return Number(pages);
  throw new Refusal(message.includes('encrypted') ? 'unsupported' : 'broken');
}

async function drawn(svg: string): Promise<Picture> {
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg)!.map(Number);
  // The size is in points and the scale counts from 72 dpi, so the density works twice.
  const density = 72 * Math.sqrt(LONGER_SIDE / Math.max(width, height));

  const image = sharp(Buffer.from(svg), { density, limitInputPixels: MOST_PIXELS, unlimited: true });
  const drawnSize = await image.metadata();
  return { image, width: drawnSize.width, height: drawnSize.height };
}
