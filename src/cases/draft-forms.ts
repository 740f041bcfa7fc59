import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/authorization/actor';
import { UnitOfWork, type Transaction } from '#libs/database/unit-of-work';
import { Dictionary } from '#libs/i18n/words';
import type { ReceivedForm, RefusedFile } from '#libs/uploads/index';
import { Redraw } from '#libs/views/redraw';
import { Specialties } from '../specialties/index.js';
import type { CaseFormCheck } from './case-form.check.js';
import { CASE_FIELDS } from './case-form.js';
import { CaseFormPages, type FormNotice, type OpenDraft } from './case-form.page.js';
import { CaseFiles } from './case-files.js';
import { Case, type TypedForm } from './case.entity.js';
import { CaseIsClosed, CaseMoved, DraftChangedElsewhere, PatientKnownAlready } from './case.errors.js';
import type { CaseFacts } from './case.policy.js';
import { casePaths } from './cases.paths.js';
import { DraftsService } from './drafts.service.js';
import { pictureChecklist } from './picture-checklist.js';

/** What stands in the way of submitting. */
interface Hindrance {
  readonly check: CaseFormCheck;
  readonly notice: FormNotice | null;
}

/** What the buttons of the case form do. Whatever happens, what was typed is kept: as a draft, or on the page. */
@Injectable()
export class DraftForms {
  constructor(
    private readonly work: UnitOfWork,
    private readonly drafts: DraftsService,
    private readonly pages: CaseFormPages,
    private readonly files: CaseFiles,
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
    const kase = await this.work.run(async (tx) => {
      await tx.log({ who: actor, role: 'project-staff', action: 'case.viewed', subject: { caseReference: facts.reference, caseId: facts.id, patientId: facts.patientId ?? undefined } });
      return this.find(tx, facts.id);
    });
    if (!kase.isDraft) throw new CaseMoved();
    return this.pages.page(actor, kase.form, openDraft(kase), await this.drafts.check(actor, kase.form));
  }

  /**
   * Takes a sent form. @returns where to go next
   * @throws Redraw with everything typed when it can't be submitted yet, or can't be saved
   */
  async take(actor: Actor, facts: CaseFacts | null, form: ReceivedForm): Promise<string> {
    const { _once: once, do: button = 'save', version } = form.fields;
    const typed: TypedForm = Object.fromEntries(Object.entries(form.fields).filter(([name]) => this.isAsked(name)));
    if (!facts && !actor.projectIds.includes(String(typed.project))) {
      await form.discard();
      throw await this.redraw(actor, typed, null, { errors: { project: { key: 'cases:form.project.missing' } }, warnings: {} }, this.refused(actor, form.refused));
    }
    const isSure = button === 'submit-anyway';
    const submits = (isSure || button === 'submit') && form.refused.length === 0;
    const found: { hindrance?: Hindrance | null } = {};
    const goTo = await form.use((take) =>
      this.work.once(String(once ?? ''), actor.id, async (tx) => {
        const kase = facts
          ? await this.drafts.save(tx, actor, facts.id, typed, Number(version) || undefined, take())
          : await this.drafts.start(tx, actor, typed, take());
        if (submits) found.hindrance = await this.submit(tx, actor, kase, isSure);
        return submits && !found.hindrance ? posted(kase.reference) : after(String(button), kase.reference);
      }),
    ).catch(async (error: unknown) => {
      if (error instanceof DraftChangedElsewhere) throw await this.changedElsewhere(actor, facts!, typed);
      throw error;
    });
    if (form.refused.length > 0) throw await this.again(actor, referenceIn(goTo), { check: { errors: {}, warnings: {} }, notice: this.refused(actor, form.refused) });
    if (found.hindrance) throw await this.again(actor, referenceIn(goTo), found.hindrance);
    const isSentTwice = found.hindrance === undefined;
    return submits && isSentTwice && isOfDraft(goTo) ? this.submitAfterAll(actor, referenceIn(goTo), isSure) : goTo;
  }

  /** Whether a name is that of a question: of the form itself, or of a specialty's section. Nothing else is kept. */
  private isAsked(name: string): boolean {
    const [code, key] = name.split('.');
    return key === undefined ? CASE_FIELDS.some((field) => field.name === name) : this.specialties.find(code!) !== undefined;
  }

  /** Submits a draft that this transaction holds. @returns what stands in the way; the draft stays saved all the same */
  private async submit(tx: Transaction, actor: Actor, kase: Case, isSure: boolean): Promise<Hindrance | null> {
    const check = await this.drafts.check(actor, kase.form, tx);
    if (Object.keys(check.errors).length > 0) return { check, notice: null };
    const notice = isSure ? null : await this.doubts(tx, actor, kase, check);
    if (notice) return { check, notice };
    try {
      await this.drafts.submit(tx, actor, kase);
      return null;
    } catch (error) {
      if (!(error instanceof PatientKnownAlready)) throw error;
      return { check: { errors: { 'local-reference': { key: error.key } }, warnings: {} }, notice: null };
    }
  }

  /** Of a form that is sent once more: the first time it was saved, and something stood in the way. */
  private async submitAfterAll(actor: Actor, reference: string, isSure: boolean): Promise<string> {
    const hindrance = await this.work.run(async (tx) => {
      const kase = await this.lock(tx, reference);
      return kase.isDraft ? this.submit(tx, actor, kase, isSure) : null;
    });
    if (hindrance) throw await this.again(actor, reference, hindrance);
    return posted(reference);
  }

  /** What one would look at twice before submitting: unusual values, too few pictures. */
  private async doubts(tx: Transaction, actor: Actor, kase: Case, { warnings }: CaseFormCheck): Promise<FormNotice | null> {
    const words = this.dictionary.in(actor.language);
    const pictures = pictureChecklist(this.specialties, kase.form, await this.files.listOf(kase.id, tx), actor.language, words);
    const lines = [
      ...Object.entries(warnings).map(([name, { key, details }]) => `${name.includes('.') ? '' : `${words(`cases:form.${name}.label`)}: `}${words(key, details)}`),
      ...(pictures && !pictures.isComplete ? [pictures.warning] : []),
    ];
    return lines.length > 0 ? { kind: 'wrong', heading: words('cases:form.doubts'), lines, mayGoOn: true } : null;
  }

  private refused(actor: Actor, refused: readonly RefusedFile[]): FormNotice | null {
    const words = this.dictionary.in(actor.language);
    if (refused.length === 0) return null;
    const lines = refused.map(({ name, reason, claimed, found }) => words(`cases:refused.${reason}`, { name, claimed, found }));
    return { kind: 'wrong', heading: words('cases:refused.title', { count: refused.length }), lines, mayGoOn: false };
  }

  private async again(actor: Actor, reference: string, { check, notice }: Hindrance): Promise<Redraw> {
    const kase = await this.work.run((tx) => this.lock(tx, reference));
    return this.redraw(actor, kase.form, openDraft(kase), check, notice);
  }

  /** Two tabs on one draft: the second keeps what it typed, and can save it over the other. */
  private async changedElsewhere(actor: Actor, facts: CaseFacts, typed: TypedForm): Promise<Redraw> {
    const words = this.dictionary.in(actor.language);
    const kase = await this.work.run((tx) => this.find(tx, facts.id));
    const differing = Object.keys({ ...kase.form, ...typed }).filter((name) => JSON.stringify(kase.form[name] ?? '') !== JSON.stringify(typed[name] ?? ''));
    const lines = [words('cases:errors.draft-changed-how'), ...differing.map((name) => words('cases:errors.saved-there', { field: name.includes('.') ? name : words(`cases:form.${name}.label`), value: String(kase.form[name] ?? '') }))];
    const notice: FormNotice = { kind: 'wrong', heading: words('cases:errors.draft-changed'), lines, mayGoOn: false };
    return this.redraw(actor, typed, openDraft(kase), { errors: {}, warnings: {} }, notice, 409);
  }

  private async redraw(actor: Actor, typed: TypedForm, draft: OpenDraft | null, check: CaseFormCheck, notice: FormNotice | null, status: 409 | 422 = 422): Promise<Redraw> {
    return new Redraw('cases/form', await this.pages.page(actor, typed, draft, check, true, notice), status);
  }

  private async lock(tx: Transaction, reference: string): Promise<Case> {
    const kase = await tx.repository(Case).findOneOrFail({ where: { reference }, lock: { mode: 'pessimistic_write' } });
    if (kase.isClosed) throw new CaseIsClosed();
    return kase;
  }

  private find(tx: Transaction, id: string): Promise<Case> {
    return tx.repository(Case).findOneByOrFail({ id });
  }
}

const openDraft = ({ id, reference, version, lastActivityAt, sectionVersions, continuesId }: Case): OpenDraft => ({ id, reference, version, savedAt: lastActivityAt, sectionVersions, continuesId });

/** Where a case that was just posted is announced. */
const posted = (reference: string): string => `${casePaths.toDo()}?posted=${reference}`;

/** Where a draft goes on lies below its case: `/cases/{reference}/…`. */
const isOfDraft = (address: string): boolean => address.startsWith(`${casePaths.list()}/`);
const referenceIn = (address: string): string => address.split('/')[2]!;

/** Where each button leads. The attachment's own page belongs to another module; its address is the tab's and the id. */
function after(button: string, reference: string): string {
  const [verb, id = ''] = button.split(':');
  if (verb === 'edit' && /^[0-9a-f-]{36}$/.test(id)) return `${casePaths.show(reference)}/attachments/${id}`;
  return `${casePaths.edit(reference)}${verb === 'add' ? '#attachments' : ''}`;
}
