import { writeFile } from 'node:fs/promises';
import { decoders } from './decoders/index.js';
import type { PreviewJob } from './preview-job.js';
import type { NoPreviewReason, PreviewResult } from './preview-result.js';
import { Refusal } from './refusal.js';
import { renderPreviews } from './render-previews.js';

/**
 * Decodes untrusted bytes: only for the child process. Nothing is written unless all sizes could be made.
 * @throws when the previews cannot be written, which is not the file's fault
 */
export async function makePreview({ source, target, extension }: PreviewJob): Promise<PreviewResult> {
  const decode = decoders[extension];
  if (!decode) return { ok: false, reason: 'unsupported' };

  const made = await decode(source)
    .then(async (decoded) => ({ decoded, ...(await renderPreviews(decoded, target)) }))
    .catch((error: unknown) => reasonOf(error));
  if (typeof made === 'string') return { ok: false, reason: made };

  const { width, height, pages } = made.decoded;
  const files = [];
  for (const { content, ...file } of made.files) {
    await writeFile(file.path, content);
    files.push(file);
  }
  return { ok: true, width, height, pages, files, placeholder: made.placeholder };
}

/** What sharp, Node and libvips say when a picture needs more pixels or memory than the limits. */
const TOO_LARGE = /exceeds pixel limit|allocation failed|failed to allocate|out of memory/i;

function reasonOf(error: unknown): NoPreviewReason {
  if (error instanceof Refusal) return error.reason;
  return TOO_LARGE.test(String(error)) ? 'too-large' : 'broken';
}
