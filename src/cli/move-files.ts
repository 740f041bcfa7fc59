import { parseArgs } from 'node:util';
import { STORES, Stores, type StoreName } from '#libs/storage/stores';
import { moveFiles } from '../attachments/upkeep/index.js';
import { say, type Command } from './command.js';
import { everyFewSeconds, megabytes } from './progress.js';
import { withDatabase } from './with-database.js';
import { writeDownDeed } from './write-down-deed.js';

export const moveFilesCommand: Command = {
  usage: '--to disk|s3',
  summary: 'moves every file of every case to one store, while Telecase runs; cut short, it goes on when it is run again',
  async run(args, settings) {
    const to = storeIn(args);
    const stores = Stores.of(settings);
    stores.get(to);
    const { of, moved, bytes, missing, wrong } = await withDatabase(settings, async (dataSource) => {
      const progress = everyFewSeconds();
      const counts = await moveFiles(dataSource, stores, to, (soFar, { reference, id, moved: outcome }) => {
        if (outcome === 'missing' || outcome === 'wrong') say(`${outcome} ${reference} ${id}: left where it is`);
        progress(() => say(`${soFar.moved} of ${soFar.of} files moved to ${to}, ${megabytes(soFar.bytes)}`));
      });
      await writeDownDeed(dataSource, settings, { action: 'attachment.moved', what: `${to}: ${counts.moved}` });
      return counts;
    });
    say(`${moved} of ${of} files moved to ${to}, ${megabytes(bytes)}.`);
    if (settings.FILE_STORE !== to) say(`FILE_STORE is ${settings.FILE_STORE}: new files go there. Set FILE_STORE=${to} and start Telecase anew.`);
    if (missing + wrong > 0) throw new Error(`${missing} missing, ${wrong} wrong: see verify-files.`);
  },
};

function storeIn(args: string[]): StoreName {
  const { to } = parseArgs({ args, options: { to: { type: 'string' } } }).values;
  const store = STORES.find((name) => name === to);
  if (!store) throw new Error('Say where to: --to disk or --to s3');
  return store;
}
