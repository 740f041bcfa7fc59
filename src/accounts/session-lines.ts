import { moment, type Clock } from '#libs/i18n/times';
import { accountPaths } from './accounts.paths.js';
import { agentOf } from './agents.js';
import type { OwnSession } from './own-sessions.js';

/** Sessions as the profile lists them, in plain words. */
export function sessionLines(sessions: readonly OwnSession[], clock: Clock) {
  return sessions.map(({ isThis, handle, since, seen, address, agent }) => {
    const { browser, system } = agentOf(agent);
    const name = browser && system ? 'agent' : 'unknown-agent';
    return {
      what: clock.words(`accounts:sessions.${name}`, { browser, system, address }),
      when: clock.words('accounts:sessions.when', { since: moment(since, clock), seen: moment(seen, clock) }),
      isThis,
      end: accountPaths.sessionEnd(handle),
    };
  });
}
