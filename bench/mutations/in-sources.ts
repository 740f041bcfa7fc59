import type { Mutant } from './mutant.js';
export const inSources = (): Mutant[] => [];
