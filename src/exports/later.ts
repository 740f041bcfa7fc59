import type { Origin } from '#libs/authorization/actor';

/** Nobody sits at a screen: the work is done for them, some time after they asked. */
export const LATER: Origin = { address: '', agent: '' };
