import type { LocalText } from './local-text.js';

export const FIELD_TYPES = ['text', 'paragraph', 'number', 'yes-no', 'date', 'choice', 'choices'] as const;

export type FieldType = (typeof FIELD_TYPES)[number];

/** One answer to choose from. `exclusive` ("none of these") goes with no other. */
export interface FieldOption {
  readonly value: string;
  readonly label: LocalText;
  readonly exclusive: boolean;
}

/**
 * One question of a section. `min` and `max` bound what is possible, `rareBelow` and `rareAbove` what is
 * usual: all four are in the field's unit, and for numbers only.
 */
export interface SectionField {
  readonly key: string;
  readonly type: FieldType;
  readonly label: LocalText;
  /** How to answer, for whoever opens it. */
  readonly help: LocalText;
  readonly unit?: LocalText;
  readonly min?: number;
  readonly max?: number;
  readonly rareBelow?: number;
  readonly rareAbove?: number;
  /** Whole numbers only. */
  readonly whole: boolean;
  /** For dates: a day that is still to come is a mistake. */
  readonly pastOnly: boolean;
  /** Empty unless the type is choice or choices. */
  readonly options: readonly FieldOption[];
}

/** The questions of a specialty. A case keeps the version that it was answered with. */
export interface Section {
  readonly version: number;
  readonly fields: readonly SectionField[];
}
