import { isEmail } from 'class-validator';
import { parseArgs } from 'node:util';
import type { Settings } from '#config/settings';
import { AccessLog } from '#libs/access-log/access-log';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { readKey } from '#libs/storage/keys';
import { AccountLinks, LINK_HOURS, makeAdministrator, type NewAdministrator } from '../accounts/index.js';
import { say, type Command } from './command.js';
import { withDatabase } from './with-database.js';

export const createAdministrator: Command = {
  usage: '--name "…" --email …',
  summary: 'makes an administrator, and prints a link with which that person chooses a password, once',
  async run(args, settings) {
    const person = readPerson(args, settings);
    const path = await withDatabase(settings, (dataSource) => {
      const log = new AccessLog(readKey(settings.inDataDir('keys'), 'access-log'));
      return makeAdministrator(new UnitOfWork(dataSource, log), new AccountLinks(), person);
    });
    say(`${settings.publicOrigin}${path}`);
    say(`The link works once, for ${LINK_HOURS} hours. Give it to nobody but ${person.name}.`);
  },
};

function readPerson(args: string[], settings: Settings): NewAdministrator {
  const { name = '', email = '' } = parseArgs({ args, options: { name: { type: 'string' }, email: { type: 'string' } } }).values;
  if (!name.trim() || !isEmail(email)) throw new Error('Say who it is: --name "Their name" --email their@address');
  return { name: name.trim(), email: email.toLowerCase(), language: settings.DEFAULT_LANGUAGE, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone };
}
