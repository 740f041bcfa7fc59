import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/authorization/actor';
import { UnitOfWork, type Transaction } from '#libs/database/unit-of-work';
import { isId } from '#libs/forms/id';
import { clockOf, moment } from '#libs/i18n/times';
import { Dictionary } from '#libs/i18n/words';
import type { ReceivedFile, ReceivedForm, TakeFiles } from '#libs/uploads/index';
import { Specialties } from '../specialties/index.js';
import type { CaseFormCheck } from './case-form.check.js';
import { CASE_FIELDS } from './case-form.js';
import type { IndexLine } from './case-form.index.js';
import { CaseFormPages, openDraft, type FormNotice } from './case-form.page.js';
import { Case, type DraftPage, type TypedForm } from './case.entity.js';
import { CaseMoved, CaseNotFound, DraftChangedElsewhere, DraftOfAnotherProject, PatientKnownAlready } from './case.errors.js';
import { caseRules, type CaseFacts } from './case.policy.js';
import { casePaths } from './cases.paths.js';
import { differingFields, DraftRedraws } from './draft-redraws.js';
import { DraftsService, type Become } from './drafts.service.js';
import { PatientChoices } from './patient-choices.js';
import { patientOf } from './patients.js';
import { seen } from './seen.js';

/** What stands in the way of submitting. */
interface Hindrance {
  readonly check: CaseFormCheck;
  readonly notice: FormNotice | null;
}

interface Sent {
  readonly actor: Actor;
  readonly typed: TypedForm;
  readonly page: DraftPage;
  readonly take: TakeFiles;
  readonly become?: Become;
}

/** What a page is told whose draft has saved itself: where it is sent to from now on, and what to say. */
export interface SavedDraft {
  readonly reference: string;
  readonly action: string;
  readonly address: string;
  /** The project that it stays in. */
  readonly project: string;
  readonly means: string;
  readonly version: number;
  readonly saved: string;
  /** What is still to fill in, anew. */
  readonly index: readonly IndexLine[];
}

/** What the buttons of the case form do. Whatever happens, what was typed is kept: as a draft, or on the page. */
@Injectable()
export class DraftForms {
  constructor(
    private readonly work: UnitOfWork,
    private readonly drafts: DraftsService,
    private readonly pages: CaseFormPages,
    private readonly redraws: DraftRedraws,
    private readonly patients: PatientChoices,
    private readonly specialties: Specialties,
    private readonly dictionary: Dictionary,
  ) {}

  /** The form of a case that is not there yet. */
  async blank(actor: Actor, patientId: string) {
    const typed = await this.pages.blank(actor, patientId);
    return this.pages.page(actor, typed, null, await this.drafts.check(actor, typed));
  }

  /** The form of a draft, as it was left. */
  async open(actor: Actor, facts: CaseFacts) {
    const kase = await seen(this.work, actor, facts, (tx) => tx.repository(Case).findOneByOrFail({ id: facts.id }), { rule: caseRules['edit-draft'] });
    if (!kase.isDraft) throw new CaseMoved();
    return this.pages.page(actor, kase.form, openDraft(kase), await this.drafts.check(actor, kase.form, kase.sectionVersions));
  }

  /**
   * Keeps what was typed so far, without anybody pressing a button.
   * @throws Redraw when there is no project yet, or not that of the draft; DraftChangedElsewhere, CaseMoved
   */
  async keep(actor: Actor, facts: CaseFacts | null, form: ReceivedForm): Promise<SavedDraft> {
    const { id, reference, projectId, form: typed, sectionVersions, version, lastActivityAt } = await this.store(actor, facts, form);
    const words = this.dictionary.in(actor.language);
    const when = moment(lastActivityAt, clockOf(actor, words));
    const index = await this.pages.index(actor, id, typed, await this.drafts.check(actor, typed, sectionVersions));
    return { reference, action: casePaths.show(reference), address: casePaths.edit(reference), project: projectId, means: String(typed.means ?? ''), version, saved: words('cases:form.saved', { when }), index };
  }

  /**
   * Takes a sent form. @returns where to go next
   * @throws Redraw with everything typed when it can't be submitted yet, or can't be saved
   */
  async take(actor: Actor, facts: CaseFacts | null, form: ReceivedForm): Promise<string> {
    const button = String(form.fields.do ?? 'save');
    const submits = SUBMITS.has(button) && form.refused.length === 0;
    const found: { hindrance?: Hindrance | null } = {};
    const kase = await this.store(actor, facts, form, async (tx, draft, arriving) => {
      if (submits) found.hindrance = await this.submit(tx, actor, draft, arriving, button === 'submit-anyway');
    }).catch(async (error: unknown) => {
      if (error instanceof DraftChangedElsewhere) throw await this.redraws.changedElsewhere(actor, facts!.id, this.typedIn(form));
      throw error;
    });
    if (form.refused.length > 0) throw await this.redraws.refused(actor, kase.id, form.refused);
    if (found.hindrance) throw await this.redraws.saved(actor, kase.id, found.hindrance.check.errors, found.hindrance.notice);
    return submits ? `${casePaths.toDo()}?posted=${kase.reference}` : after(button, kase.reference);
  }

  /** Saves the draft. A new case that is sent again is the draft of the first time, with what was typed since. */
  private async store(actor: Actor, facts: CaseFacts | null, form: ReceivedForm, become?: Become): Promise<Case> {
    const typed = this.typedIn(form);
    const page = pageOf(form);
    if (!facts && !actor.projectIds.includes(String(typed.project))) {
      await form.discard();
      throw await this.redraws.withoutProject(actor, typed, form.refused);
    }
    return form.use(async (take) => {
      const sent: Sent = { actor, typed, page, take, become };
      if (facts) return this.save(facts.id, sent);
      let begun: Case | undefined;
      const id = await this.work.once(page.key, actor.id, async (tx) => {
        begun = await this.drafts.start(tx, actor, typed, take(), { page, become });
        return begun.id;
      });
      if (begun) return begun;
      if (!isId(id)) throw new CaseNotFound(); // somebody else's key, or that of another form
      return this.save(id, sent);
    });
  }

  /** A form that is sent twice finds the case that it has become; with something else in it, it is too late. */
  private async save(caseId: string, { actor, typed, page, take, become }: Sent): Promise<Case> {
    try {
      return await this.work.run((tx) => this.drafts.save(tx, actor, caseId, typed, { page, take, become }));
    } catch (error) {
      if (error instanceof DraftOfAnotherProject) throw await this.redraws.ofAnotherProject(actor, caseId, typed);
      if (!(error instanceof CaseMoved)) throw error;
      const kase = await this.work.run((tx) => tx.repository(Case).findOneByOrFail({ id: caseId }));
      // Means that we filled in ourselves are no difference.
      const isTheSame = differingFields(kase.form, typed).every((name) => name === 'means' && !typed.means);
      if (kase.savedFrom !== page.key || !isTheSame) throw error;
      return kase;
    }
  }

  private typedIn(form: ReceivedForm): TypedForm {
    return Object.fromEntries(Object.entries(form.fields).filter(([name]) => this.isAsked(name)));
  }

  /** Whether a name is that of a question: of the form itself, or of a specialty's section. Nothing else is kept. */
  private isAsked(name: string): boolean {
    const [code, key] = name.split('.');
    return key === undefined ? CASE_FIELDS.some((field) => field.name === name) : this.specialties.find(code!) !== undefined;
  }

  /** Submits a draft that this transaction saves. @returns what stands in the way; the draft is saved all the same */
  private async submit(tx: Transaction, actor: Actor, kase: Case, arriving: readonly ReceivedFile[], isSure: boolean): Promise<Hindrance | null> {
    const check = await this.drafts.check(actor, kase.form, kase.sectionVersions, tx);
    if (Object.keys(check.errors).length > 0) return { check, notice: null };
    const notice = isSure ? null : await this.redraws.doubts(tx, actor, kase, arriving, check);
    if (notice) return { check, notice };
    try {
      await this.drafts.submit(tx, actor, kase);
      return null;
    } catch (error) {
      if (!(error instanceof PatientKnownAlready)) throw error;
      const patient = await this.patients.known(tx, actor, kase.projectId, patientOf(kase.form).localReference);
      return { check: { errors: { 'local-reference': { key: error.key, details: { patient } } }, warnings: {} }, notice: null };
    }
  }
}

const SUBMITS = new Set(['submit', 'submit-anyway']);

function pageOf({ fields }: ReceivedForm): DraftPage {
  return { key: String(fields._once ?? ''), step: Number(fields.step) || 0, version: Number(fields.version) || undefined };
}

/** Where each button leads. The attachment's own page belongs to another module; its address is the tab's and the id. */
function after(button: string, reference: string): string {
  const [verb, id = ''] = button.split(':');
  if (verb === 'edit' && isId(id)) return `${casePaths.show(reference)}/attachments/${id}`;
  return `${casePaths.edit(reference)}${{ add: '#attachments', open: '#sections' }[verb!] ?? ''}`;
}
