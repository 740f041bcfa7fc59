import type { DataSource } from 'typeorm';
import type { Settings } from '#config/settings';
import { AccessLog } from '#libs/access-log/access-log';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { anchorOf, keyOf } from './proof.js';
import { Checkpoints } from './checkpoints.js';
import { SettledRows } from './settled-rows.js';
import { Verifications, type FinishedVerification } from './verifications.js';
import { Verifier } from './verifier.js';

/** Checks the whole access log without a running application, and keeps the result for the auditor's page. */
export function verifyAccessLog(dataSource: DataSource, settings: Settings): Promise<FinishedVerification> {
  const key = keyOf(settings);
  const work = new UnitOfWork(dataSource, new AccessLog(key.bytes));
  const checkpoints = new Checkpoints(dataSource, work, new SettledRows(dataSource), key, anchorOf(settings));
  return new Verifications(dataSource, work, new Verifier(dataSource, checkpoints, key)).runNow();
}
