/** The front door of the exports: a whole case as one PDF. */
export { PdfGivenUp, PdfMade } from './exports.events.js';
export { ExportsModule } from './exports.module.js';
export { exportPaths } from './exports.paths.js';
