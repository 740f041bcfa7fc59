/**
 * Pictures of files, for the page: small WebPs without a trace of who, where or with what camera. A decoder of
 * untrusted bytes can be made to crash, hang or eat memory, so none runs in this process: `PreviewMaker` keeps one
 * warm child (`worker.ts`) with limits of time, memory and pixels, replaces it when it dies, and answers every job.
 * A format is one file in `decoders/` and a line in its table.
 */
export { PreviewMaker, PreviewQueueFull, previewMaker } from './preview-maker.js';
export type { NoPreview, NoPreviewReason, Preview, PreviewFile, PreviewResult, PreviewTarget } from './preview-result.js';
