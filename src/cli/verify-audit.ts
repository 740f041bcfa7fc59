import { isClean, verifyAccessLog, type Finding } from '../audit/index.js';
import { say, type Command } from './command.js';
import { withDatabase } from './with-database.js';

export const verifyAudit: Command = {
  usage: '',
  summary: 'checks that no row of the access log was changed, removed or put in, and names those that were',
  async run(_, settings) {
    const { rowCount, findings } = await withDatabase(settings, (dataSource) => verifyAccessLog(dataSource, settings));
    if (isClean(findings)) return say(`${rowCount} rows: none changed, none missing.`);
    for (const finding of findings.first) say(inWords(finding));
    throw new Error(`${rowCount} rows: the access log is no longer as it was written.`);
  },
};

const inWords = ({ kind, from, to }: Finding): string => `${kind}: ${from === to ? `row ${from}` : `rows ${from} to ${to}`}`;
