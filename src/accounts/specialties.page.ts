import type { Language } from '#config/languages';
import type { Words } from '#libs/i18n/words';
import { writeNumber, type ListedSpecialty, type Service } from '../specialties/index.js';
import { accountPaths } from './accounts.paths.js';

interface Row extends ListedSpecialty {
  readonly service: Service;
  readonly people: number;
}

/** Every specialty with its service, for administrators. */
export function specialtiesPage(rows: readonly Row[], language: Language, words: Words) {
  return {
    hasErrors: false,
    specialties: rows.map(({ code, name, people, service: { targetHours, serviceHours: { days, from, to, zone } } }) => ({
      name,
      href: accountPaths.specialty(code),
      target: words('accounts:specialty.hours', { hours: writeNumber(targetHours, language) }),
      hours: words('accounts:specialty.open', { days: days.map((day) => words(`specialties:days.${day}`)).join(', '), from, to, zone }),
      people,
    })),
  };
}
