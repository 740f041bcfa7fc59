/**
 * Prints a report as a PDF: fields, letters, pictures, pages of other PDFs, a list of files, and files
 * embedded whole. Typst sets the pages, in a process of its own with a time limit and a memory limit, because
 * it decodes files that strangers sent. What a report says reaches the template as data, never as markup.
 * A picture or document that can't be shown is left out and named in the result; the rest is printed.
 */
export type * from './report.js';
export { renderReport, type RenderLimits } from './render-report.js';
