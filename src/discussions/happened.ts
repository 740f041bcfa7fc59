import type { Words } from '#libs/i18n/words';
import type { HistoryEntry } from '../cases/index.js';

/** Questions, replies and answers are told by their messages. */
const ICONS: Partial<Record<HistoryEntry['what'], string>> = {
  submitted: 'page', allocated: 'turn', accepted: 'tick', refused: 'back', withdrawn: 'back', 'sent-back': 'back', closed: 'lock', continues: 'link', continued: 'link', 'handed-over': 'turn', 'patient-merged': 'link', 'medco-notified': 'bell',
};

export interface Happened {
  readonly icon: string;
  readonly at: Date;
  readonly text: string;
  readonly why: string;
}

/** The lines of a case's history that stand between the messages, in words. */
export function happenedInWords(history: readonly HistoryEntry[], nameOf: (specialty: string) => string, words: Words): Happened[] {
  return history.flatMap(({ what, at, actor, about, specialty, why, oldValue, newValue }) => {
    const icon = ICONS[what];
    if (!icon) return [];
    const text = words(`discussions:happened.${what}`, { who: actor ?? words('discussions:happened.nobody'), whom: about ?? '', old: oldValue ?? '', new: newValue ?? '', specialty: specialty ? nameOf(specialty) : '' });
    return [{ icon, at, text, why }];
  });
}
