import type { Clock } from '#libs/i18n/times';
import { moment } from '#libs/i18n/times';
import type { HistoryEntry } from './case.history.reader.js';

/** A line of a case's history, in the words of one reader. @param nameOf the name of a specialty, by its code */
export function historyInWords({ at, what, from, to, actor, about, specialty, why, oldValue, newValue }: HistoryEntry, nameOf: (specialty: string) => string, clock: Clock) {
  const { words } = clock;
  // A changed due time is stored as a moment; whatever else was changed, as it was called.
  const said = (value: string | null) => (value && what === 'due-changed' ? moment(new Date(value), clock) : (value ?? ''));
  return {
    at: moment(at, clock),
    iso: at.toISOString(),
    what: words(`cases:history.${what}`, { who: actor ?? words('cases:history.system'), about: about ?? '', specialty: specialty ? nameOf(specialty) : '', old: said(oldValue), new: said(newValue) }),
    change: to && from !== to ? words(from ? 'cases:history.change' : 'cases:history.became', { from: from ? words(`cases:state.${from}`) : '', to: words(`cases:state.${to}`) }) : '',
    why,
  };
}
