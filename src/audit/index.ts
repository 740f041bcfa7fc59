export { AuditModule } from './audit.module.js';
export { FINDING_KINDS, isClean, type Finding, type Findings } from './findings.js';
export { verifyAccessLog } from './verify-access-log.js';
