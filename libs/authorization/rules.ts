import type { Role } from './actor.js';

/**
 * A table of who may do what: for each action, the roles that may, each with the relation to the thing
 * that it takes. What is not granted is not allowed.
 */
export type Grants<Relation extends string> = Partial<Record<Role, Relation>>;
export type Rules<Action extends string, Relation extends string> = Readonly<Record<Action, Grants<Relation>>>;
