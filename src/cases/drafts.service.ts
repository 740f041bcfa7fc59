import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isLanguage, WRITING_LANGUAGES } from '#config/languages';
import type { Actor } from '#libs/authorization/actor';
import type { Transaction } from '#libs/database/unit-of-work';
import type { ReceivedFile } from '#libs/uploads/received-file';
import type { TakeFiles } from '#libs/uploads/index';
import { takeNewCase } from '../accounts/index.js';
import { Specialties } from '../specialties/index.js';
import { checkCaseForm, chosenSections, type CaseFormCheck } from './case-form.check.js';
import { CaseFiles } from './case-files.js';
import { nextReference } from './case-numbers.js';
import { Case, type DraftPage, type TypedForm } from './case.entity.js';
import { CaseNotYours, DraftOfAnotherProject } from './case.errors.js';
import { CaseSubmitted } from './case.events.js';
import { CaseGate, type HeldCase } from './case.gate.js';
import { writeHistory } from './case.history.js';
import { caseRules } from './case.policy.js';
import { localReferencesOf, writeSearchDocument } from './case-search.js';
import { patientOf, patientOfProject, registerPatient } from './patients.js';
import { subjectOf } from './subject-of.js';

/** Of what is saved by ourselves: whatever is there is replaced. */
const NO_PAGE: DraftPage = { key: '', step: 0, version: undefined };

/** What becomes of a draft in the save that brings these files: nothing, or it is submitted. It is written once, as what it has become. */
export type Become = (tx: Transaction, kase: Case, arriving: readonly ReceivedFile[]) => Promise<void>;
const AS_IT_IS: Become = () => Promise.resolve();

/** Everything that happens to a case before it is submitted, and the submitting. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly gate: CaseGate,
    private readonly specialties: Specialties,
    private readonly files: CaseFiles,
    private readonly dataSource: DataSource,
  ) {}

  /** Starts a draft in one of the actor's projects. @throws CaseNotYours */
  async start(tx: Transaction, actor: Actor, typed: TypedForm, files: readonly ReceivedFile[], { continuesId = null, page = NO_PAGE, become = AS_IT_IS }: { continuesId?: string | null; page?: DraftPage; become?: Become } = {}): Promise<Case> {
    const projectId = String(typed.project);
    if (!actor.projectIds.includes(projectId)) throw new CaseNotYours();
    const { key: savedFrom, step: savedStep } = page;
    const kase = Object.assign(new Case(), { reference: await nextReference(tx, projectId, new Date()), projectId, authorId: actor.id, continuesId, savedFrom, savedStep });
    await this.fill(tx, kase, await this.withMeans(tx, actor, typed));
    const held: HeldCase = { kase, allocations: [], role: 'project-staff', facts: { id: kase.id, reference: kase.reference, state: 'draft', projectId, missionId: '', authorId: actor.id, patientId: kase.patientId, allocation: null } };
    await become(tx, kase, files);
    await tx.repository(Case).insert(kase);
    await this.afterSaving(tx, actor, held, files);
    return kase;
  }

  /**
   * Saves whatever was typed, right or wrong. What the same page sent before and comes late is left aside, and so is a file
   * that the draft has already.
   * @throws DraftChangedElsewhere when it was saved in another tab meanwhile; DraftOfAnotherProject
   */
  async save(tx: Transaction, actor: Actor, caseId: string, typed: TypedForm, { page = NO_PAGE, take = () => [], become = AS_IT_IS }: { page?: DraftPage; take?: TakeFiles; become?: Become } = {}): Promise<Case> {
    const held = await this.gate.hold(tx, actor, caseId, caseRules['edit-draft']);
    held.kase.assertDraft();
    const isNews = held.kase.savedBy(page);
    if (typed.project !== held.kase.projectId) throw new DraftOfAnotherProject();
    const knowsTheDraft = page.version !== undefined;
    if (isNews) await this.fill(tx, held.kase, knowsTheDraft ? typed : await this.withMeans(tx, actor, typed));
    const arriving = isNews ? take(await this.files.notYetOn(tx, caseId, take())) : [];
    // A button that comes late is pressed all the same.
    await become(tx, held.kase, arriving);
    if (!isNews && held.kase.isDraft) return held.kase;
    await tx.repository(Case).update(caseId, held.kase);
    await (isNews ? this.afterSaving(tx, actor, held, arriving) : Promise.all(this.announce(tx, actor, held.kase)));
    return held.kase;
  }

  /**
   * Makes a case of a draft whose form has been checked, before it is written.
   * @throws PatientKnownAlready, the draft as it was; ProjectIsClosed when it was closed since the draft was begun
   */
  async submit(tx: Transaction, actor: Actor, kase: Case): Promise<void> {
    kase.assertDraft();
    const [, patientId] = await Promise.all([takeNewCase(tx, kase.projectId), kase.patientId ?? registerPatient(tx, actor, kase.projectId, patientOf(kase.form))]);
    kase.submit(patientId, new Date());
  }

  async delete(tx: Transaction, actor: Actor, caseId: string): Promise<void> {
    const { kase } = await this.gate.hold(tx, actor, caseId, caseRules['edit-draft']);
    kase.assertDraft();
    await this.files.removeAllOf(tx, kase.id);
    await tx.repository(Case).remove(Object.assign(new Case(), kase));
    this.log(tx, actor, kase, 'case.draft-deleted');
  }

  /**
   * What is missing or wrong in a form, for this person.
   * @param sectionVersions of the draft; a section that it has not got yet is that of today
   */
  async check(actor: Actor, typed: TypedForm, sectionVersions: Readonly<Record<string, number>> = {}, { manager }: Pick<Transaction, 'manager'> = this.dataSource): Promise<CaseFormCheck> {
    const project = actor.projectIds.find((id) => id === typed.project);
    const patientId = project && (await patientOfProject(manager, project, String(typed.patient ?? '')));
    return checkCaseForm(typed, {
      projectIds: actor.projectIds,
      patientIds: patientId ? [patientId] : [],
      specialties: this.specialties,
      sectionVersions: { ...this.versionsOf(chosenSections(typed)), ...sectionVersions },
      language: actor.language,
      timeZone: actor.timeZone,
      now: new Date(),
    });
  }

  /** The means of the project's profile, for a page that was drawn before it was known which project. Whoever has but one had them on the page. */
  private async withMeans(tx: Transaction, { projectIds }: Actor, typed: TypedForm): Promise<TypedForm> {
    if (typed.means || projectIds.length === 1) return typed;
    const [project] = await tx.query<{ means: string }>(`select means from projects where id = $1`, [typed.project]);
    return { ...typed, means: project!.means };
  }

  /** Copies what lists and searches need out of the form; what can't be used yet keeps its default. */
  private async fill(tx: Transaction, kase: Case, typed: TypedForm): Promise<void> {
    const text = (name: string) => [typed[name] ?? ''].flat()[0] ?? '';
    kase.form = typed;
    kase.title = text('title').slice(0, 120);
    kase.kind = text('kind') === 'radiology' || text('kind') === 'training' ? (text('kind') as Case['kind']) : 'clinical';
    kase.isUrgent = text('urgency') === 'urgent';
    kase.specialty = this.specialties.find(text('specialty')) ? text('specialty') : null;
    kase.language = WRITING_LANGUAGES.some(({ code }) => code === text('language')) || isLanguage(text('language')) ? text('language') : 'en';
    kase.sectionVersions = { ...this.versionsOf(chosenSections(typed)), ...kase.sectionVersions };
    kase.lastActivityAt = new Date();
    // Who was merged since the page was opened is the one who was kept.
    kase.patientId = (await patientOfProject(tx.manager, kase.projectId, text('patient'))) ?? null;
    if (kase.patientId) kase.form = { ...typed, patient: kase.patientId };
  }

  private async afterSaving(tx: Transaction, actor: Actor, held: HeldCase, files: readonly ReceivedFile[]): Promise<void> {
    const { kase } = held;
    // A patient who was registered just now is called what the form says.
    const references = kase.form.patient && kase.patientId ? await localReferencesOf(tx, kase.patientId) : [kase.form['local-reference'] ?? ''].flat();
    if (files.length > 0) await this.files.keep(tx, actor, held, files);
    this.log(tx, actor, kase, 'case.draft-saved');
    await Promise.all([writeSearchDocument(tx, kase, references), ...(kase.isDraft ? [] : this.announce(tx, actor, kase))]);
  }

  private announce(tx: Transaction, actor: Actor, kase: Case): Promise<void>[] {
    this.log(tx, actor, kase, 'case.submitted');
    return [
      writeHistory(tx, { caseId: kase.id, at: kase.stateSince, actorId: actor.id, what: 'submitted', from: 'draft', to: kase.state }),
      tx.record(new CaseSubmitted(actor, { caseId: kase.id, reference: kase.reference })),
    ];
  }

  private log(tx: Transaction, actor: Actor, kase: Case, action: string): void {
    tx.log({ who: actor, role: 'project-staff', action, subject: subjectOf(kase) });
  }

  /** The newest version of each of these sections. */
  private versionsOf(codes: readonly string[]): Record<string, number> {
    return Object.fromEntries(codes.map((code) => [code, this.specialties.section(code)?.version]).filter(([, version]) => version !== undefined));
  }
}
