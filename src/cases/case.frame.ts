import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { Actor } from '#libs/authorization/actor';
import { clockOf, moment } from '#libs/i18n/times';
import { Dictionary, type Words } from '#libs/i18n/words';
import type { CaseFileSummary } from './case-files.js';
import { historyOf, historyRead } from './case.history.reader.js';
import { linkAt } from './case.chain.js';
import { caseHead } from './case.head.js';
import { caseTurn } from './case.turn.js';
import { CaseOverviews, type CaseOverview } from './case.overview.js';
import { caseRules, may, type CaseFacts } from './case.policy.js';
import { casePaths } from './cases.paths.js';

/** A tab beside the two that every case has. Other modules offer theirs by marking a provider with `@CaseTab({…})`. */
export interface CaseTabSource {
  /** SQL for the number on the tab: one value, as the tabs are counted in the statement that reads the case. @param caseId SQL for its id */
  counting(caseId: string): string;
}
export const CaseTab = DiscoveryService.createDecorator<{ readonly name: string; readonly order: number; readonly label: string }>();

/** What stands beside every tab of a case: a template and its model, or null when there is nothing to show. */
export interface DrawnAside {
  readonly drawn: { readonly view: string; readonly model: object } | null;
  /** The files that it was chosen from: all of the case. */
  readonly files: readonly CaseFileSummary[];
}
export interface CaseAsideSource {
  /** SQL for what it is drawn from: one value of JSON. @param caseId SQL for the id of the case */
  reading(caseId: string): string;
  /** @param read what `reading` has found */
  aside(read: unknown, actor: Actor, facts: CaseFacts, chosen: string | undefined): DrawnAside;
}
export const CaseAside = DiscoveryService.createDecorator<true>();

interface KnownTab {
  readonly name: string;
  readonly order: number;
  readonly label: string;
  readonly source?: CaseTabSource;
}

/** The head, the turn, the tabs and the pictures of a case: what is the same on each of its pages. */
@Injectable()
export class CaseFrames implements OnModuleInit {
  private tabs: KnownTab[] = [];
  private aside: CaseAsideSource | undefined;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly overviews: CaseOverviews,
    private readonly dictionary: Dictionary,
  ) {}

  onModuleInit(): void {
    const offered = this.discovery.getProviders({ metadataKey: CaseTab.KEY }).map((wrapper) => ({ ...this.discovery.getMetadataByDecorator(CaseTab, wrapper)!, source: wrapper.instance as CaseTabSource }));
    const own = [{ name: 'details', order: 0, label: 'cases:tabs.details' }, { name: 'history', order: 90, label: 'cases:tabs.history' }];
    this.tabs = [...own, ...offered].sort((a, b) => a.order - b.order);
    this.aside = this.discovery.getProviders({ metadataKey: CaseAside.KEY })[0]?.instance as CaseAsideSource | undefined;
  }

  /**
   * The model that `{{#> cases/frame}}` draws.
   * @param tab the tab that is open
   * @param image the picture that was chosen for Case Images, by its id
   * @param history whether the page tells what has happened, too
   */
  async frame(actor: Actor, facts: CaseFacts, tab: string, { image, history = false }: { readonly image?: unknown; readonly history?: boolean } = {}) {
    const words = this.dictionary.in(actor.language);
    const counting = this.tabs.flatMap(({ name, source }) => (source ? [[`tab ${name}`, (id: string) => source.counting(id)] as const] : []));
    const overview = await this.overviews.of(facts.id, actor, {
      ...Object.fromEntries(counting),
      ...(this.aside && { aside: (id) => this.aside!.reading(id) }),
      ...(history && { history: historyOf }),
    });
    const aside = this.aside?.aside(overview.also.aside, actor, facts, typeof image === 'string' ? image : undefined);
    return {
      ...caseHead(overview, words),
      title: `${overview.reference}, ${words(this.tabs.find(({ name }) => name === tab)!.label).toLowerCase()}`,
      turn: caseTurn(overview, actor, facts, words),
      closed: closedNotice(overview, actor, facts, words),
      tabs: this.drawTabs(facts, tab, overview.also, words),
      aside: aside?.drawn ?? null,
      files: aside?.files ?? [],
      history: history ? historyRead(overview.also.history) : [],
      overview,
    };
  }

  private drawTabs(facts: CaseFacts, open: string, read: CaseOverview['also'], words: (key: string) => string) {
    return this.tabs.map(({ name, label }) => ({
      text: words(label),
      href: name === 'details' ? casePaths.show(facts.reference) : `${casePaths.show(facts.reference)}/${name}`,
      count: (read[`tab ${name}`] as number | undefined) ?? null,
      isCurrent: name === open,
    }));
  }
}

/** Says that a closed case takes nothing more, and what one can still do. */
function closedNotice(overview: CaseOverview, actor: Actor, facts: CaseFacts, words: Words) {
  if (overview.state !== 'closed') return null;
  const mayReport = may(caseRules['report-outcome'], actor, facts);
  const wouldContinue = may(caseRules.continue, actor, facts) && !linkAt(overview.chain, 1);
  const mayContinue = wouldContinue && !overview.isProjectClosed;
  const when = moment(overview.closedAt!, clockOf(actor, words));
  return {
    sentence: words(mayContinue ? 'cases:closed.sentence-project' : 'cases:closed.sentence', { who: overview.closedByName, when }),
    due: mayReport && overview.isOutcomeDue ? words('cases:closed.outcome-due') : null,
    outcome: mayReport ? casePaths.outcome(facts.reference) : null,
    noContinuation: wouldContinue && overview.isProjectClosed ? words('cases:closed.project-closed') : null,
    continuation: mayContinue ? casePaths.continuation(facts.reference) : null,
  };
}

export type CaseFrame = Awaited<ReturnType<CaseFrames['frame']>>;
