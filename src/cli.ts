import { readSettings } from '#config/settings';
import type { Command } from './cli/command.js';

/** Everything that whoever runs Telecase can do beside starting it. Each is loaded when it is asked for. */
const COMMANDS: Record<string, () => Promise<Command>> = {
  'create-administrator': async () => (await import('./cli/create-administrator.js')).createAdministrator,
  migrate: async () => (await import('./cli/migrate.js')).migrateCommand,
  'move-files': async () => (await import('./cli/move-files.js')).moveFilesCommand,
  'verify-audit': async () => (await import('./cli/verify-audit.js')).verifyAudit,
  'verify-files': async () => (await import('./cli/verify-files.js')).verifyFilesCommand,
};

async function help(): Promise<string> {
  const lines = await Promise.all(Object.entries(COMMANDS).map(async ([name, load]) => {
    const { usage, summary } = await load();
    return `  ${name} ${usage}\n      ${summary}`;
  }));
  return `npm run cli -- <command>\nIn a container: node dist/src/cli.js <command>\n\n${lines.join('\n')}`;
}

const [name = '', ...args] = process.argv.slice(2);
const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
try {
  if (!load) throw new Error(await help());
  await (await load()).run(args, readSettings());
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
