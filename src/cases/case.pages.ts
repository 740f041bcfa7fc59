import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { Actor } from '#libs/authorization/actor';
import { errorSummary, field } from '#libs/forms/field';
import { blankForm, type FormState } from '#libs/forms/form';
import { clockOf, moment } from '#libs/i18n/times';
import { Dictionary, type Words } from '#libs/i18n/words';
import { BackupProposals } from './backup-proposals.js';
import { chainInWords } from './case.chain.js';
import { CaseLink, type CaseLinkSpec } from './case-link.decorator.js';
import { CaseDocuments } from './case.document.js';
import { CaseIsClosed, CaseMoved } from './case.errors.js';
import { CaseFrames } from './case.frame.js';
import { historyInWords } from './case.history.words.js';
import type { CaseOverview } from './case.overview.js';
import { caseRules, may, type CaseFacts } from './case.policy.js';
import { casePaths } from './cases.paths.js';
import { CARRIED_OUT, CONDITIONS } from './closing.js';
import { Specialties } from '../specialties/index.js';

const DONE = new Set(['allocated', 'withdrawn', 'due-changed', 'accepted', 'closed', 'medco-notified', 'medco-told-before', 'outcome-reported', 'outcome-skipped', 'handed-over']);

/** The models of the pages on which a case is read. */
@Injectable()
export class CasePages implements OnModuleInit {
  private links: CaseLinkSpec[] = [];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly frames: CaseFrames,
    private readonly documents: CaseDocuments,
    private readonly backups: BackupProposals,
    private readonly specialties: Specialties,
    private readonly dictionary: Dictionary,
  ) {}

  onModuleInit(): void {
    const offered = this.discovery.getProviders({ metadataKey: CaseLink.KEY }).map((wrapper) => this.discovery.getMetadataByDecorator(CaseLink, wrapper)!);
    this.links = offered.sort((a, b) => a.order - b.order);
  }

  /** Details: what was written, who is on it, and what this person can do. */
  async show(actor: Actor, facts: CaseFacts, query: Record<string, unknown>, form: FormState = blankForm()) {
    const words = this.dictionary.in(actor.language);
    const frame = await this.frames.frame(actor, facts, 'details', { image: query.image });
    const { parts } = this.documents.read(frame.overview, actor);
    const isOpen = facts.state !== 'closed' && facts.state !== 'draft';
    const mayTellMedco = isOpen && may(caseRules['notify-medco'], actor, facts);
    const { medcoToldAt } = frame.overview;
    const done = typeof query.done === 'string' && DONE.has(query.done) ? query.done : null;
    const answers = isOpen && facts.allocation?.state === 'allocated' && may(caseRules.respond, actor, facts);
    const reason = field({ name: 'reason', kind: 'paragraph', label: words('cases:refuse.reason'), required: true, maxlength: 1000, hint: words('cases:refuse.hint') }, form, words);
    return {
      frame,
      hasErrors: Object.keys(form.errors).length > 0,
      backups: isOpen && may(caseRules.allocate, actor, facts) ? await this.backups.on([facts.id], actor) : [],
      notice: done && { kind: 'good', symbol: 'tick', heading: words(`cases:done.${done}`), text: '', href: null, link: '' },
      respond: answers ? { accept: casePaths.acceptance(facts.reference), refuse: casePaths.refusal(facts.reference), reason, isOpen: Boolean(reason.error), errors: errorSummary([reason]) } : null,
      links: this.links.filter(({ grants }) => facts.state !== 'draft' && may(grants, actor, facts)).map(({ label, icon, href }) => ({ text: words(label), icon, href: href(facts.reference) })),
      medcoNotice: mayTellMedco && !medcoToldAt ? casePaths.medcoNotice(facts.reference) : null,
      medcoTold: mayTellMedco && medcoToldAt && words('cases:actions.medco-told', { when: moment(medcoToldAt, clockOf(actor, words)) }),
      close: isOpen && may(caseRules.close, actor, facts) ? casePaths.closure(facts.reference) : null,
      handOver: isOpen && may(caseRules['hand-over'], actor, facts) ? casePaths.handOver(facts.reference) : null,
      takeBack: isOpen && may(caseRules['take-back'], actor, facts) ? casePaths.postedInError(facts.reference) : null,
      allocate: isOpen && may(caseRules.allocate, actor, facts) ? casePaths.allocate(facts.reference) : null,
      question: parts.find(({ name }) => name === 'asking')?.rows[0]?.value ?? null,
      vitals: parts.find(({ name }) => name === 'vitals') ?? null,
      parts: parts.filter(({ name }) => name !== 'asking' && name !== 'vitals'),
      linked: chainInWords(frame.overview.chain, actor, words),
      patient: facts.patientId && may(caseRules['see-patient'], actor, facts) ? casePaths.patient(facts.patientId) : null,
    };
  }

  async history(actor: Actor, facts: CaseFacts, image: unknown) {
    const words = this.dictionary.in(actor.language);
    const clock = clockOf(actor, words);
    const frame = await this.frames.frame(actor, facts, 'history', { image, history: true });
    const entries = frame.history.map((entry) => ({
      ...historyInWords(entry, (code) => this.specialties.nameOf(code, actor.language), clock),
      outcome: entry.what === 'closed' ? outcomeOf(frame.overview, words) : null,
    }));
    return { frame, hasErrors: false, entries };
  }

  async close(actor: Actor, facts: CaseFacts, form: FormState = blankForm()) {
    assertSubmitted(facts);
    const words = this.dictionary.in(actor.language);
    const choices = (group: string, values: readonly string[]) => values.map((value) => ({ value, label: words(`cases:close.${group}.${value}`) }));
    const fields = [
      field({ name: 'carried-out', kind: 'radio', label: words('cases:close.carried-out.label'), required: true, choices: choices('carried-out', CARRIED_OUT) }, form, words),
      field({ name: 'condition', kind: 'radio', label: words('cases:close.condition.label'), required: true, choices: choices('condition', CONDITIONS) }, form, words),
      field({ name: 'changed', kind: 'paragraph', label: words('cases:close.changed.label'), required: true, maxlength: 2000 }, form, words),
      field({ name: 'remark', kind: 'paragraph', label: words('cases:close.remark.label'), maxlength: 2000 }, form, words),
    ];
    const skip = field({ name: 'skip', kind: 'text', label: words('cases:close.skip.label'), hint: words('cases:close.skip.hint'), maxlength: 1000 }, form, words);
    const frame = await this.frames.frame(actor, facts, 'details');
    return { frame, hasErrors: Object.keys(form.errors).length > 0, errors: errorSummary([...fields, skip]), action: casePaths.closure(facts.reference), back: casePaths.show(facts.reference), fields, skip };
  }
}

/** How a closed case ended, in a line of its history. */
function outcomeOf({ closing }: CaseOverview, words: Words): string | null {
  if (!closing || 'skippedBecause' in closing) return null;
  const { condition, carriedOut } = closing;
  return [`${words('cases:close.condition.label')} ${words(`cases:close.condition.${condition}`)}.`, `${words('cases:close.carried-out.label')} ${words(`cases:close.carried-out.${carriedOut}`)}.`].join(' ');
}

/** A page whose form can't be sent any more, or not yet, is not shown. @throws CaseIsClosed, CaseMoved */
export function assertSubmitted({ state }: CaseFacts): void {
  if (state === 'closed') throw new CaseIsClosed();
  if (state === 'draft') throw new CaseMoved();
}
