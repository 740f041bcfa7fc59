import type { Language } from '#config/languages';
import type { Words } from '#libs/i18n/words';
import type { AccessRow } from './access-log.query.js';
import type { Names } from './audit.names.js';
import { browserName } from './browser-name.js';

const formatters = new Map<Language, Intl.DateTimeFormat>();

/** "17 Nov 2026, 09:46:12", always in UTC. */
function utc(at: Date, language: Language): string {
  let formatter = formatters.get(language);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { timeZone: 'UTC', dateStyle: 'medium', timeStyle: 'medium' });
    formatters.set(language, formatter);
  }
  return formatter.format(at);
}

/** One row of the access log as the page shows it. */
export const auditRow = (row: AccessRow, { subjectOf, patientOf }: Names, language: Language, words: Words) => ({
  number: row.id,
  when: utc(row.at, language),
  iso: row.at.toISOString(),
  who: row.name || words('audit:row.unknown'),
  role: row.role ? words(`ui:roles.${row.role}`) : '',
  action: words(`audit:actions.${row.action}`),
  about: [subjectOf(row), row.what, row.case_reference, patientOf(row)].filter(Boolean).join(', '),
  where: [browserName(row.agent), row.address].filter(Boolean).join(', '),
  outcome: words(`audit:outcomes.${row.outcome}`),
  isRefused: row.outcome === 'refused',
});
