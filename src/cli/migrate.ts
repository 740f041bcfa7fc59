import { migrate } from '../database/data-source.js';
import { say, type Command } from './command.js';
import { withDatabaseUrl } from './with-database.js';

export const migrateCommand: Command = {
  usage: '',
  summary: 'brings the schema of the database up to date, which every start does too',
  async run(_, settings) {
    await withDatabaseUrl(settings, migrate);
    say('The database is up to date.');
  },
};
