import { readSettings } from '#config/settings';
import type { Command } from './cli/command.js';
import { createAdministrator } from './cli/create-administrator.js';
import { migrateCommand } from './cli/migrate.js';
import { moveFilesCommand } from './cli/move-files.js';
import { verifyAudit } from './cli/verify-audit.js';
import { verifyFilesCommand } from './cli/verify-files.js';

/** Everything that whoever runs Telecase can do beside starting it. */
const COMMANDS: Record<string, Command> = {
  'create-administrator': createAdministrator,
  migrate: migrateCommand,
  'move-files': moveFilesCommand,
  'verify-audit': verifyAudit,
  'verify-files': verifyFilesCommand,
};

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
try {
  if (!command) throw new Error(`npm run cli -- <command>\n\n${Object.entries(COMMANDS).map(([known, { usage, summary }]) => `  ${known} ${usage}\n      ${summary}`).join('\n')}`);
  await command.run(args, readSettings());
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
