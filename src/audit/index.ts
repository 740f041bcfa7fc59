/** The front door of the access log's keeping: what proves it, and the check that names every row that is not as it was written. */
export { AuditModule } from './audit.module.js';
export { FINDING_KINDS, isClean, type Finding, type Findings } from './findings.js';
export { verifyAccessLog } from './verify-access-log.js';
