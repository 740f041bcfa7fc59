import { mutate } from './in-source.js';
import type { Mutant } from './mutant.js';
import { SOURCES } from './sources.js';

declare global {
  /** The name of the fault that is awake. */
  var mutant: string | undefined;
}

/** Each condition of the places where rights are decided, turned round or dropped. The files were read with all of them asleep. */
export const inSources = (): Mutant[] =>
  Object.entries(SOURCES).flatMap(([file, place]) => mutate(file, place.within).names.map((name): Mutant => ({
    name,
    place,
    put: () => void (globalThis.mutant = name),
    takeOut: () => void (globalThis.mutant = undefined),
  })));
