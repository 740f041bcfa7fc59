import { Injectable } from '@nestjs/common';
import { Settings } from '#config/settings';
import { isPictureGroup } from '#config/upload-types';
import type { Actor } from '#libs/authorization/actor';
import { UnitOfWork, type Transaction } from '#libs/database/unit-of-work';
import { withLabel } from '#libs/forms/field';
import { Dictionary } from '#libs/i18n/words';
import type { ReceivedFile, RefusedFile } from '#libs/uploads/index';
import { Redraw } from '#libs/views/redraw';
import { inLanguage, Specialties } from '../specialties/index.js';
import { answersInWords } from './answers-in-words.js';
import type { CaseFormCheck } from './case-form.check.js';
import { CaseFormPages, openDraft, type FormNotice, type OpenDraft } from './case-form.page.js';
import { CaseFiles } from './case-files.js';
import { Case, type TypedForm } from './case.entity.js';
import { DraftsService } from './drafts.service.js';
import { pictureChecklist } from './picture-checklist.js';
import { refusedInWords } from './refused-files.js';
import { subjectOf } from './subject-of.js';

type Errors = CaseFormCheck['errors'];

const OF_ANOTHER_PROJECT: Errors = { project: { key: 'cases:form.project.other' } };

/** The case form once more, with everything typed and what stands in the way. */
@Injectable()
export class DraftRedraws {
  constructor(
    private readonly work: UnitOfWork,
    private readonly drafts: DraftsService,
    private readonly pages: CaseFormPages,
    private readonly files: CaseFiles,
    private readonly specialties: Specialties,
    private readonly dictionary: Dictionary,
    private readonly settings: Settings,
  ) {}

  /** A new case without a project can't even be a draft. */
  async withoutProject(actor: Actor, typed: TypedForm, refused: readonly RefusedFile[]): Promise<Redraw> {
    return this.unsaved(actor, typed, null, { project: { key: 'cases:form.project.missing' } }, this.refusedFiles(actor, refused), 422);
  }

  /** A draft stays in its project: nothing of a form that names another is saved. */
  async ofAnotherProject(actor: Actor, caseId: string, typed: TypedForm): Promise<Redraw> {
    return this.unsaved(actor, typed, openDraft(await this.see(actor, caseId)), OF_ANOTHER_PROJECT, null, 422);
  }

  /** The draft is saved, the files are not all. */
  refused(actor: Actor, caseId: string, refused: readonly RefusedFile[]): Promise<Redraw> {
    return this.saved(actor, caseId, {}, this.refusedFiles(actor, refused));
  }

  /** The draft as it is saved, with what is wrong in it or to be looked at. */
  async saved(actor: Actor, caseId: string, errors: Errors, notice: FormNotice | null): Promise<Redraw> {
    const kase = await this.find(caseId);
    const check = await this.drafts.check(actor, kase.form, kase.sectionVersions);
    return new Redraw('cases/form', await this.pages.page(actor, kase.form, openDraft(kase), check, errors, notice), 422);
  }

  /** Two tabs on one draft: the second keeps what it typed, sees what was saved there, and can save over it. */
  async changedElsewhere(actor: Actor, caseId: string, typed: TypedForm): Promise<Redraw> {
    const words = this.dictionary.in(actor.language);
    const kase = await this.see(actor, caseId);
    const differing = differingFields(kase.form, typed);
    const there = answersInWords(await this.pages.page(actor, kase.form, openDraft(kase)), words);
    const lines = differing.filter((name) => name !== 'project').map((name) => words('cases:errors.saved-there', { field: this.labelOf(name, actor, kase), value: there.get(name) ?? '' }));
    const notice: FormNotice = { kind: 'wrong', heading: words('cases:errors.draft-changed'), lines: [words('cases:errors.draft-changed-how'), ...lines], mayGoOn: false };
    return this.unsaved(actor, typed, openDraft(kase), differing.includes('project') ? OF_ANOTHER_PROJECT : {}, notice, 409);
  }

  /** What one would look at twice before submitting: unusual values, too few pictures. @param arriving files that come with this save */
  async doubts(tx: Transaction, actor: Actor, kase: Case, arriving: readonly ReceivedFile[], { warnings }: CaseFormCheck): Promise<FormNotice | null> {
    const words = this.dictionary.in(actor.language);
    const files = [...(await this.files.listOf(kase.id, tx)), ...arriving.map(({ identified: { group } }) => ({ isPicture: isPictureGroup(group), view: null }))];
    const pictures = pictureChecklist(this.specialties, kase.form, files, actor.language, words);
    const lines = [
      ...Object.entries(warnings).map(([name, { key, details }]) => withLabel(this.labelOf(name, actor, kase), words(key, details), words)),
      ...(pictures && !pictures.isComplete ? [pictures.warning] : []),
    ];
    return lines.length > 0 ? { kind: 'wrong', heading: words('cases:form.doubts'), lines, mayGoOn: true } : null;
  }

  /** The form with what was typed into it, none of which is saved. */
  private async unsaved(actor: Actor, typed: TypedForm, draft: OpenDraft | null, errors: Errors, notice: FormNotice | null, status: 409 | 422): Promise<Redraw> {
    const check = await this.drafts.check(actor, typed, draft?.sectionVersions);
    const page = await this.pages.page(actor, typed, draft, check, errors, notice);
    return new Redraw('cases/form', { ...page, kept: this.dictionary.in(actor.language)('cases:form.kept-here') }, status);
  }

  private refusedFiles(actor: Actor, refused: readonly RefusedFile[]): FormNotice | null {
    const words = this.dictionary.in(actor.language);
    if (refused.length === 0) return null;
    const lines = refusedInWords(refused, this.settings.uploadMaxBytes, actor.language, words);
    return { kind: 'wrong', heading: words('cases:refused.title', { count: refused.length }), lines, mayGoOn: false };
  }

  /** What a field is called on the page. */
  private labelOf(name: string, { language }: Actor, { sectionVersions }: Case): string {
    const [code = '', key] = name.split('.');
    if (key === undefined) return this.dictionary.in(language)(`cases:form.${name}.label`);
    const question = (this.specialties.section(code, sectionVersions[code]) ?? this.specialties.section(code))?.fields.find((field) => field.key === key);
    return question ? inLanguage(question.label, language) : this.specialties.nameOf(code, language);
  }

  /** A draft that was not saved now is shown all the same: its files, and what was saved elsewhere. */
  private see(actor: Actor, id: string): Promise<Case> {
    return this.work.read(async (tx) => {
      const kase = await tx.repository(Case).findOneByOrFail({ id });
      tx.log({ who: actor, role: 'project-staff', action: 'case.viewed', subject: subjectOf(kase) });
      return kase;
    });
  }

  private find(id: string): Promise<Case> {
    return this.work.run((tx) => tx.repository(Case).findOneByOrFail({ id }));
  }
}

/** The names of the fields that two fillings-in of the form differ in; left out is the same as empty. */
export function differingFields(one: TypedForm, other: TypedForm): string[] {
  const value = (form: TypedForm, name: string) => [form[name] ?? ''].flat().join('\n');
  return Object.keys({ ...one, ...other }).filter((name) => value(one, name) !== value(other, name));
}
