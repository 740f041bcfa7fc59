import { Stores } from '#libs/storage/stores';
import { verifyFiles, type FileFinding } from '../attachments/upkeep/index.js';
import { say, type Command } from './command.js';
import { everyFewSeconds, megabytes } from './progress.js';
import { withDatabase } from './with-database.js';
import { writeDownDeed } from './write-down-deed.js';

export const verifyFilesCommand: Command = {
  usage: '',
  summary: 'reads every file of every case and compares it with its SHA-256; names those that are missing, wrong or not needed',
  async run(_, settings) {
    const { files, bytes, ...counts } = await withDatabase(settings, async (dataSource) => {
      const progress = everyFewSeconds();
      const found = await verifyFiles(dataSource, Stores.of(settings), (soFar, finding) => {
        if (finding) say(inWords(finding));
        progress(() => say(`${soFar.files} files read, ${megabytes(soFar.bytes)}`));
      });
      const { files: read, missing, misplaced, wrong, extra } = found;
      await writeDownDeed(dataSource, settings, { action: 'attachment.verified', what: `${read}: ${missing} missing, ${misplaced} misplaced, ${wrong} wrong, ${extra} extra` });
      return found;
    });
    const { missing, misplaced, wrong, extra } = counts;
    say(`${files} files, ${megabytes(bytes)}: ${missing} missing, ${misplaced} misplaced, ${wrong} wrong, ${extra} extra.`);
    if (missing + misplaced + wrong + extra > 0) throw new Error('Not every file is as it came: what to do is in docs/manual/hospital-it.md, "Are all files there?"');
  },
};

const inWords = (finding: FileFinding): string => (finding.kind === 'extra' ? `extra ${finding.store} ${finding.key}` : `${finding.kind} ${finding.store} ${finding.reference} ${finding.id}`);
