import type { Language } from '#config/languages';
import { moment } from '#libs/i18n/times';
import type { Words } from '#libs/i18n/words';
import { isClean } from './findings.js';
import type { FinishedVerification } from './verifications.js';

/** What the newest check of the log found, in words. */
export function verificationNotice({ finished, runningSince }: { finished?: FinishedVerification; runningSince?: Date }, language: Language, words: Words) {
  const time = (at: Date) => moment(at, { language, timeZone: 'UTC', now: new Date(), words });
  const count = (rows: number) => new Intl.NumberFormat(language).format(rows);
  return {
    running: runningSince ? words('audit:verification.running', { time: time(runningSince) }) : null,
    isGood: finished ? isClean(finished.findings) : false,
    isBad: finished ? !isClean(finished.findings) : false,
    text: finished
      ? words(isClean(finished.findings) ? 'audit:verification.good' : 'audit:verification.bad', { rows: count(finished.rowCount), time: time(finished.finishedAt) })
      : words('audit:verification.never'),
    findings: finished?.findings.first.map(({ kind, from, to }) =>
      words(from === to ? `audit:findings.${kind}` : `audit:findings.${kind}-range`, { from: count(from), to: count(to) })) ?? [],
  };
}
