import { Allocation } from '../cases/allocation.entity.js';
import { Case } from '../cases/case.entity.js';

/** Everything that TypeORM keeps. What is only read, or only appended, is plain SQL beside its rule. */
export const entities = [Case, Allocation];
