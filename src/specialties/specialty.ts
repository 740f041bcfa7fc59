import type { LocalText } from './local-text.js';
import type { Section } from './section.js';
import type { ServiceHours } from './service-hours.js';

/** A picture that the specialists of a specialty want to see. */
export interface PictureView {
  readonly key: string;
  readonly name: LocalText;
}

/** What pictures a case should bring. Fewer is worth a warning, never a refusal. */
export interface PictureChecklist {
  readonly atLeast: number;
  readonly views: readonly PictureView[];
  /** Whether pictures beyond the listed views are welcome. */
  readonly additional: boolean;
}

export interface Specialty {
  readonly code: string;
  readonly name: LocalText;
  /** Service hours within which the first answer is due. */
  readonly targetHours: number;
  readonly serviceHours: ServiceHours;
  /** Newest first; empty when the specialty asks no questions of its own. */
  readonly sections: readonly Section[];
  readonly pictures?: PictureChecklist;
}
