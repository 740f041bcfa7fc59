import type { Place } from './sources.js';

/** One small fault, put in and taken out again while the product runs. */
export interface Mutant {
  /** Where it is, and what was done. */
  readonly name: string;
  /** Where it would show; without, wherever rules do. */
  readonly place?: Place;
  /** Routes that are looked at first, by method and path. */
  readonly routes?: readonly string[];
  put(): void;
  takeOut(): void;
}
