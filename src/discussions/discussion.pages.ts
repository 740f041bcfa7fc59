import { Injectable } from '@nestjs/common';
import { Settings } from '#config/settings';
import type { Actor } from '#libs/authorization/actor';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { bytes, clockOf } from '#libs/i18n/times';
import { Dictionary } from '#libs/i18n/words';
import { CaseFrames, may, seen, type CaseFacts } from '../cases/index.js';
import { Specialties } from '../specialties/index.js';
import { discussionEntries } from './discussion.entries.js';
import { discussionPaths } from './discussions.paths.js';
import { discussionRules } from './discussions.policy.js';
import { happenedInWords } from './happened.js';
import { MessagesReader, type ShownMessage } from './messages.reader.js';
import { writingForms, type WritingContext } from './writing-forms.js';

/** A banner above the discussion: what became of the form that was sent. */
export interface DiscussionNotice {
  readonly heading: string;
  readonly text: string;
}

export interface DiscussionOptions {
  readonly image?: unknown;
  /** The id of an own message to put right. */
  readonly corrects?: unknown;
  readonly typed?: WritingContext['typed'];
  readonly notice?: DiscussionNotice;
  /** Words that could not be sent, and the id that their message was to have: put into the form that is there, or shown to be copied. */
  readonly unsent?: { readonly body: string; readonly message: unknown };
}

/** The discussion of a case, drawn for one person: what was said, what is new, and what they can write. */
@Injectable()
export class DiscussionPages {
  constructor(
    private readonly work: UnitOfWork,
    private readonly frames: CaseFrames,
    private readonly reader: MessagesReader,
    private readonly specialties: Specialties,
    private readonly dictionary: Dictionary,
    private readonly settings: Settings,
  ) {}

  async page(actor: Actor, facts: CaseFacts, { image, corrects, typed, notice, unsent }: DiscussionOptions = {}) {
    const messages = await this.read(actor, facts);
    const frame = await this.frames.frame(actor, facts, 'discussion', { image, history: true });
    const { overview, files, history } = frame;
    const words = this.dictionary.in(actor.language);
    const clock = clockOf(actor, words);
    const nameOf = (specialty: string) => this.specialties.nameOf(specialty, actor.language);
    const asItIsNow = { ...facts, state: overview.state, allocation: overview.allocations.findLast(({ specialistId }) => specialistId === actor.id) ?? null };

    const own = messages.find(({ id, authorId }) => id === corrects && authorId === actor.id);
    const rest = unsent ? { form: 'write' as const, state: { values: unsent, errors: {} } } : undefined;
    const accepted = words('cases:form.accepted', { limit: bytes(this.settings.uploadMaxBytes, actor.language), ...this.settings.mostFiles });
    const forms = writingForms({ actor, facts: asItIsNow, overview, files, clock, accepted, corrects: own, typed: typed ?? rest });
    const context = { reference: facts.reference, readerId: actor.id, mayWrite: forms.write !== null, mayAnswer: forms.answer !== null, isClosed: overview.state === 'closed', people: overview, files, nameOf, clock };
    return {
      frame,
      hasErrors: forms.errors.length > 0,
      notice: notice ? { kind: 'wrong', symbol: 'late', ...notice, href: null, link: '' } : null,
      groups: discussionEntries(messages, happenedInWords(history, nameOf, words), context),
      isEmpty: messages.length === 0,
      ...forms,
      unsent: forms.write ? null : (unsent?.body ?? null),
      outcome: overview.state === 'closed' && may(discussionRules['report-outcome'], actor, asItIsNow) ? discussionPaths.outcome(facts.reference) : null,
    };
  }

  /** On the access log before anything of it is shown, and marked as read. */
  private read(actor: Actor, facts: CaseFacts): Promise<ShownMessage[]> {
    return seen(this.work, actor, facts, (tx) => this.reader.read(tx, facts.id, actor.id), { action: 'case.discussion-viewed', rule: discussionRules.see });
  }
}
