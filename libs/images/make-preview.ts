import { writeFile } from 'node:fs/promises';
import { decoders } from './decoders/index.js';
import type { Decoded, Picture } from './decoders/decoder.js';
import type { PreviewJob } from './preview-job.js';
import type { NoPreviewReason, PreviewFile, PreviewResult, PreviewTarget } from './preview-result.js';
import { Refusal } from './refusal.js';
import { renderPreviews, type RenderedFile } from './render-previews.js';

/** Until when a further page is begun, in seconds: the pages that are there by then are worth more than a file that took too long. */
const TIME_FOR_PAGES = 10;

/**
 * Decodes untrusted bytes: only for the child process. Nothing is written of a page unless all its sizes could be
 * made; without a first page there is no preview, and after a page that can't be shown there are no more.
 * @throws when the previews cannot be written, which is not the file's fault
 */
export async function makePreview({ source, target, extension }: PreviewJob): Promise<PreviewResult> {
  const started = performance.now();
  const decode = decoders[extension];
  if (!decode) return { ok: false, reason: 'unsupported' };

  const made = await decode(source).then((decoded) => firstPage(decoded, target)).catch((error: unknown) => reasonOf(error));
  if (typeof made === 'string') return { ok: false, reason: made };
  const { decoded, picture: { width, height }, rendered } = made;
  const files = await written(rendered.files);

  const further: PreviewFile[][] = [];
  for (const [at, index] of decoded.shown.entries()) {
    if (at === 0) continue;
    if (performance.now() - started > TIME_FOR_PAGES * 1000) break;
    const page = await decoded.page(index).then((picture) => renderPreviews(picture, pageTarget(target, at + 1))).catch(() => undefined);
    if (!page) break;
    further.push(await written(page.files));
  }
  return { ok: true, width, height, pages: decoded.pages, files, further, placeholder: rendered.placeholder, hasBurnedInText: decoded.hasBurnedInText ?? false, series: decoded.series ?? null };
}

async function firstPage(decoded: Decoded, target: PreviewTarget): Promise<{ decoded: Decoded; picture: Picture; rendered: Awaited<ReturnType<typeof renderPreviews>> }> {
  const picture = await decoded.page(decoded.shown[0]!);
  return { decoded, picture, rendered: await renderPreviews(picture, target) };
}

function pageTarget({ folder, base }: PreviewTarget, number: number): PreviewTarget {
  return { folder, base: `${base}-p${number}` };
}

async function written(rendered: readonly RenderedFile[]): Promise<PreviewFile[]> {
  const files: PreviewFile[] = [];
  for (const { content, ...file } of rendered) {
    await writeFile(file.path, content);
    files.push(file);
  }
  return files;
}

/** What sharp, Node and libvips say when a picture needs more pixels or memory than the limits. */
const TOO_LARGE = /exceeds pixel limit|allocation failed|failed to allocate|out of memory/i;

function reasonOf(error: unknown): NoPreviewReason {
  if (error instanceof Refusal) return error.reason;
  return TOO_LARGE.test(String(error)) ? 'too-large' : 'broken';
}
