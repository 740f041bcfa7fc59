import type { Actor } from '#libs/authorization/actor';
import { moment } from '#libs/i18n/times';
import type { Words } from '#libs/i18n/words';
import type { CaseKind } from './case.entity.js';
import type { CaseState } from './case.state.js';
import { casePaths } from './cases.paths.js';
import type { Closing } from './closing.js';

/** One case of a chain of cases, each of which goes on from the one before. */
export interface ChainLink {
  /** How many cases after the one that is read; before it, less than 0. */
  readonly step: number;
  readonly reference: string;
  readonly title: string;
  readonly kind: CaseKind;
  readonly state: CaseState;
  /** When it was posted, or begun. */
  readonly at: string;
  readonly closing: Closing | null;
}

/** What each step of a chain takes along: what is shown, and what decides who may see it. */
const link = (one: string) => ['id', 'continues_id', 'project_id', 'author_id', 'reference', 'title', 'kind', 'state', 'submitted_at', 'created_at', 'closing'].map((column) => `${one}.${column}`).join(', ');

/**
 * The whole chain that the case `k` stands in, the first one first, as JSON of one statement: backwards by its key, onwards by
 * the index of what continues it. A case that the reader may not see is left out, and what lies behind it is still found.
 * Each case is read once, on the way, and each is asked for by itself whether it may be seen (`offset 0`): left to guess how
 * long a chain is, PostgreSQL would rather read all cases there are, or all that a specialist was ever given.
 * @param visible the condition on cases `c`
 */
export const chainOf = (visible: string): string => `
  (with recursive earlier as (
     select 0 as step, ${link('k')}
     union all select e.step - 1, ${link('b')} from earlier e join cases b on b.id = e.continues_id
   ), later as (
     select 1 as step, ${link('n')} from cases n where n.continues_id = k.id and n.state <> 'posted-in-error'
     union all select l.step + 1, ${link('n')} from later l join cases n on n.continues_id = l.id and n.state <> 'posted-in-error'
   )
   select json_agg(json_build_object('step', c.step, 'reference', c.reference, 'title', c.title, 'kind', c.kind, 'state', c.state, 'at', coalesce(c.submitted_at, c.created_at), 'closing', c.closing) order by c.step)
   from (select * from earlier union all select * from later) c, lateral (select where ${visible} offset 0) seen)`;

/** The reference of the case so many steps on, if the reader may see it. */
export const linkAt = (chain: readonly ChainLink[], step: number): string | null => chain.find((link) => link.step === step)?.reference ?? null;

/** The chain as the case's page lists it; nothing when there is only the one. */
export function chainInWords(chain: readonly ChainLink[], { language, timeZone }: Actor, words: Words, now = new Date()) {
  if (chain.length < 2) return null;
  const clock = { language, timeZone, now, words };
  return chain.map(({ step, reference, title, kind, state, at, closing }) => ({
    isCurrent: step === 0,
    reference,
    href: casePaths.show(reference),
    title: title || words('cases:untitled'),
    isTraining: kind === 'training',
    on: moment(new Date(at), clock),
    state: closing && 'condition' in closing ? words('cases:linked.ended', { state: words(`cases:state.${state}`), condition: words(`cases:close.condition.${closing.condition}`) }) : words(`cases:state.${state}`),
  }));
}
