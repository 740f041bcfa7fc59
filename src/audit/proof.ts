import type { Settings } from '#config/settings';
import { readKey } from '#libs/storage/keys';
import { Anchor } from './anchor.js';

/** The key that seals the rows of the access log and their checkpoints. */
export class AuditKey {
  constructor(readonly bytes: Buffer) {}
}

/** What proves the log lies in files, outside the database: who owns that can't forge it. */
export const keyOf = (settings: Settings): AuditKey => new AuditKey(readKey(settings.inDataDir('keys'), 'access-log'));
export const anchorOf = (settings: Settings): Anchor => new Anchor(settings.inDataDir('audit', 'newest-checkpoint'));
