import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/authorization/actor';
import { errorSummary, field } from '#libs/forms/field';
import { blankForm, type FormState } from '#libs/forms/form';
import { Dictionary } from '#libs/i18n/words';
import { Services, Specialties } from '../specialties/index.js';
import { allocatePage } from './allocate.page.js';
import { CaseMoved, CaseNotFound } from './case.errors.js';
import { CaseFrames } from './case.frame.js';
import { assertSubmitted } from './case.pages.js';
import type { CaseFacts } from './case.policy.js';
import { stampOf } from './case.stamp.js';
import { isPending } from './case.standing.js';
import { casePaths } from './cases.paths.js';
import { utcToLocal } from './local-time.js';
import { SpecialistChoice } from './specialist-choice.js';

/** The models of the pages on which coordinators decide who is asked, and until when. */
@Injectable()
export class AllocationPages {
  constructor(
    private readonly frames: CaseFrames,
    private readonly specialists: SpecialistChoice,
    private readonly specialties: Specialties,
    private readonly services: Services,
    private readonly dictionary: Dictionary,
  ) {}

  async allocate(actor: Actor, facts: CaseFacts, { specialty, form = blankForm(), withdrawal }: { specialty?: unknown; form?: FormState; withdrawal?: { readonly id: string; readonly form: FormState } }) {
    const frame = await this.frame(actor, facts);
    const wanted = this.specialties.find(String(specialty ?? '')) ? String(specialty) : frame.overview.specialty!;
    const offered = await this.specialists.of(wanted, facts.id);
    return allocatePage({ actor, facts, frame, specialty: wanted, service: await this.services.of(wanted), offered, form, withdrawal, specialties: this.specialties, words: this.dictionary.in(actor.language), now: new Date() });
  }

  /** @throws CaseMoved when there is no due time to change any more */
  async dueTime(actor: Actor, facts: CaseFacts, id: string, form: FormState = blankForm()) {
    const frame = await this.frame(actor, facts);
    const { allocations } = frame.overview;
    const allocation = allocations.find((one) => one.id === id);
    if (!allocation) throw new CaseNotFound();
    if (!isPending(allocation)) throw new CaseMoved();
    const words = this.dictionary.in(actor.language);
    const values = { due: utcToLocal(new Date(allocation.dueAt), actor.timeZone), ...form.values };
    const due = field({ name: 'due', kind: 'datetime-local', label: words('cases:allocate.due.label'), required: true, hint: words('cases:due-time.hint', { zone: actor.timeZone }) }, { ...form, values }, words);
    const why = field({ name: 'why', kind: 'text', label: words('cases:due-time.why.label'), hint: words('cases:due-time.why.hint'), maxlength: 500 }, form, words);
    return {
      frame,
      hasErrors: Object.keys(form.errors).length > 0,
      errors: errorSummary([due, why]),
      heading: words('cases:due-time.title', { who: allocation.specialist }),
      action: casePaths.dueTime(facts.reference, id),
      back: casePaths.allocate(facts.reference),
      seen: stampOf(allocations),
      due,
      why,
    };
  }

  /** The move of the head leads to the page that one is on, so it is left out. */
  private async frame(actor: Actor, facts: CaseFacts) {
    assertSubmitted(facts);
    const frame = await this.frames.frame(actor, facts, 'details');
    frame.turn?.moves.splice(0);
    return frame;
  }
}
