import { CaseLink } from '../cases/index.js';
import { exportPaths } from './exports.paths.js';
import { exportRules } from './exports.policy.js';

/** "Download PDF" on the details of a case. */
@CaseLink({ label: 'exports:pdf', icon: 'save', href: exportPaths.pdf, grants: exportRules.pdf, order: 10 })
export class PdfLink {}
