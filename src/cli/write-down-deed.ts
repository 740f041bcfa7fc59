import type { DataSource } from 'typeorm';
import type { Settings } from '#config/settings';
import { AccessLog } from '#libs/access-log/access-log';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { readKey } from '#libs/storage/keys';

/** Puts on the access log what somebody at the server itself did to the files of all cases. */
export function writeDownDeed(dataSource: DataSource, settings: Settings, { action, what }: { readonly action: string; readonly what: string }): Promise<void> {
  const who = { id: null, name: 'Telecase', from: { address: '', agent: '' } };
  const log = new AccessLog(readKey(settings.inDataDir('keys'), 'access-log'));
  return new UnitOfWork(dataSource, log).run((tx) => tx.log({ who, action, subject: { what } }));
}
