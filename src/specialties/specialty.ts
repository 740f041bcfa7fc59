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

export const SHORTEST_TARGET_HOURS = 0.25;
export const LONGEST_TARGET_HOURS = 1000;

/** When specialists are at work, and how soon they answer. */
export interface Service {
  /** Service hours within which the first answer is due. */
  readonly targetHours: number;
  readonly serviceHours: ServiceHours;
}

/** What the catalogue says of a specialty; its service is the usual one, which an administrator may have changed. */
export interface Specialty extends Service {
  readonly code: string;
  readonly name: LocalText;
  /** Newest first; empty when the specialty asks no questions of its own. */
  readonly sections: readonly Section[];
  readonly pictures?: PictureChecklist;
}
