/** The front door of the exports: a whole case as one PDF. */
export { ExportsModule } from './exports.module.js';
