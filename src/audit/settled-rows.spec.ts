import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { AccessLog } from '#libs/access-log/access-log';
import { newDatabase } from '../../test/support/app.js';
import { dataSourceOptions } from '../database/data-source.js';
import { SettledRows, WritersTakeTooLong } from './settled-rows.js';

const log = new AccessLog(randomBytes(32));
const entry = { who: { id: null, name: '', from: { address: '203.0.113.24', agent: 'Firefox' } }, action: 'account.sign-in-failed' };
let db: DataSource;

beforeAll(async () => void (db = await new DataSource(dataSourceOptions(await newDatabase())).initialize()));
afterAll(() => db.destroy());

it('says so when somebody keeps on writing: nothing counts as settled then', async () => {
  const settled = new SettledRows(db);
  expect(await settled.upTo(0)).toBeUndefined();
  await log.write(db.manager, [entry]);
  const late = db.createQueryRunner();
  await late.startTransaction();
  await log.write(late.manager, [entry]);
  await expect(settled.upTo(0)).rejects.toThrow(WritersTakeTooLong);
  await late.rollbackTransaction();
  await late.release();
  expect(await settled.upTo(0)).toBe(1);
});
