import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { WRITING_LANGUAGES } from '#config/languages';
import { Settings } from '#config/settings';
import type { Actor } from '#libs/authorization/actor';
import { errorSummary, field, type Choice, type Field } from '#libs/forms/field';
import type { FormState } from '#libs/forms/form';
import { bytes, clockOf, isoDay, moment } from '#libs/i18n/times';
import { Dictionary, type Words } from '#libs/i18n/words';
import { ProjectIsClosed } from '../accounts/index.js';
import { Specialties } from '../specialties/index.js';
import { CASE_FIELDS, CASE_FORM_PARTS, type CaseFieldSpec, type CaseFormPart } from './case-form.js';
import { chosenSections, type CaseFormCheck } from './case-form.check.js';
import { caseFormIndex, type IndexLine } from './case-form.index.js';
import { CaseFiles, type CaseFileSummary } from './case-files.js';
import { hasAnswers, sectionFields } from './case-form.sections.js';
import type { Case, TypedForm } from './case.entity.js';
import { casePaths } from './cases.paths.js';
import { pictureChecklist } from './picture-checklist.js';
import { PatientChoices } from './patient-choices.js';

/** A draft as the form needs it; none yet for a new case. */
export interface OpenDraft {
  readonly id: string;
  readonly reference: string;
  readonly projectId: string;
  readonly version: number;
  readonly savedAt: Date;
  readonly sectionVersions: Readonly<Record<string, number>>;
  readonly continuesId: string | null;
}

export const openDraft = ({ id, reference, projectId, version, lastActivityAt, sectionVersions, continuesId }: Case): OpenDraft => ({ id, reference, projectId, version, savedAt: lastActivityAt, sectionVersions, continuesId });

/** Something to say above the form: files that were not taken, pictures that lack, a draft changed elsewhere. */
export interface FormNotice {
  readonly kind: 'good' | 'wrong';
  readonly heading: string;
  readonly lines: readonly string[];
  readonly mayGoOn: boolean;
}

const NOTHING_WRONG: CaseFormCheck = { errors: {}, warnings: {} };

/** The model of the case form: every field with its words, what was typed, and what is missing. */
@Injectable()
export class CaseFormPages {
  constructor(
    private readonly dataSource: DataSource,
    private readonly dictionary: Dictionary,
    private readonly specialties: Specialties,
    private readonly files: CaseFiles,
    private readonly patients: PatientChoices,
    private readonly settings: Settings,
  ) {}

  /** What a new case begins with: the patient it was begun for and their project, or the only one; its means; consent taken today by oneself. @throws ProjectIsClosed where there is none to post it to */
  async blank(actor: Actor, patientId = ''): Promise<TypedForm> {
    const projects = await this.projects(actor);
    if (actor.projectIds.length > 0 && projects.length === 0) throw new ProjectIsClosed();
    const [patient] = await this.dataSource.query<{ id: string; projectId: string }[]>(`select coalesce(merged_into_id, id) as id, project_id as "projectId" from patients where id = $1`, [patientId || null]);
    const itsProject = projects.find(({ id }) => id === patient?.projectId);
    const project = itsProject ?? (projects.length === 1 ? projects[0] : undefined);
    return {
      patient: itsProject ? patient!.id : '', project: project?.id ?? '', kind: 'clinical', urgency: 'routine', language: actor.language, means: project?.means ?? '',
      'age-unit': 'years', 'consent-by': actor.name, 'consent-on': isoDay(new Date(), actor.timeZone),
    };
  }

  /**
   * @param check of all that was typed: for "Still to fill in", and what is unusual
   * @param errors those that are shown beside the fields, after Submit
   */
  async page(actor: Actor, typed: TypedForm, draft: OpenDraft | null, check: CaseFormCheck = NOTHING_WRONG, errors: CaseFormCheck['errors'] = {}, notice: FormNotice | null = null) {
    const words = this.dictionary.in(actor.language);
    const files = draft ? await this.files.listOf(draft.id) : [];
    const form = this.state(typed, errors);
    const choices = await this.choices(actor, words, draft, typed);
    const projectHint = actor.projectIds.length > 1 ? words(draft ? 'cases:form.project.of-draft' : 'cases:form.project.stays') : undefined;
    const draw = (spec: CaseFieldSpec): Field => field({ ...this.spec(spec, choices, check, words), ...(spec.name === 'project' && { hint: projectHint }) }, form, words);
    const parts = Object.fromEntries(CASE_FORM_PARTS.map((part) => [part, CASE_FIELDS.filter((spec) => spec.part === part && spec.name !== 'sections').map(draw)])) as Record<CaseFormPart, Field[]>;
    const sections = this.specialties.all(actor.language).filter(({ hasSection }) => hasSection).map(({ code, name }) => {
      const isChosen = chosenSections(typed).includes(code);
      const fields = isChosen || hasAnswers(typed, code) ? sectionFields(this.specialties, code, draft?.sectionVersions[code], form, check, actor.language, words) : null;
      return { code, name, isChosen, fields, address: casePaths.section(code) };
    });
    const all = [...CASE_FORM_PARTS.flatMap((part) => parts[part]), ...sections.flatMap(({ fields }) => fields ?? [])];
    const checklist = pictureChecklist(this.specialties, typed, files, actor.language, words);
    return {
      hasErrors: Object.keys(errors).length > 0,
      heading: words(draft ? 'cases:form.title-draft' : 'cases:form.title-new'),
      reference: draft?.reference ?? null,
      continues: draft?.continuesId ? await this.referenceOf(draft.continuesId) : null,
      action: draft ? casePaths.show(draft.reference) : casePaths.list(),
      deletion: draft && casePaths.deletion(draft.reference),
      handOver: draft && casePaths.handOver(draft.reference),
      version: draft?.version ?? '',
      saved: draft ? words('cases:form.saved', { when: moment(draft.savedAt, clockOf(actor, words)) }) : '',
      errors: errorSummary(all),
      kept: words('cases:form.kept'),
      notice,
      parts,
      sections,
      checklist,
      files: files.map((file) => this.file(file, words, actor)),
      accepted: words('cases:form.accepted', { limit: bytes(this.settings.uploadMaxBytes, actor.language), ...this.settings.mostFiles }),
      index: caseFormIndex(check, checklist, words),
    };
  }

  /** "Still to fill in", of a draft that is saved. */
  async index(actor: Actor, draftId: string, typed: TypedForm, check: CaseFormCheck): Promise<IndexLine[]> {
    const words = this.dictionary.in(actor.language);
    return caseFormIndex(check, pictureChecklist(this.specialties, typed, await this.files.listOf(draftId), actor.language, words), words);
  }

  /** The questions of a section as of today, for a form that has none of them yet. @returns null for a specialty without a section */
  section(actor: Actor, code: string) {
    if (!this.specialties.section(code)) return null;
    const words = this.dictionary.in(actor.language);
    const fields = sectionFields(this.specialties, code, undefined, this.state({}, {}), NOTHING_WRONG, actor.language, words);
    return { name: this.specialties.nameOf(code, actor.language), fields };
  }

  private state(typed: TypedForm, errors: CaseFormCheck['errors']): FormState {
    return {
      values: typed,
      errors: Object.fromEntries(Object.entries(errors).map(([name, { key }]) => [name, key])),
      details: Object.fromEntries(Object.entries(errors).map(([name, { details = {} }]) => [name, details])),
    };
  }

  private spec(spec: CaseFieldSpec, choices: Record<string, Choice[]>, { warnings }: CaseFormCheck, words: Words) {
    const { name, kind, isRequired, hasHelp, hasHint, values, number, longest, rows, inRow } = spec;
    const say = (part: string) => words(`cases:form.${name}.${part}`);
    const warning = warnings[name];
    return {
      name, kind, rows, inRow, required: isRequired && name !== 'patient', maxlength: longest,
      label: number ? `${say('label')}, ${number.unit}` : say('label'),
      help: hasHelp ? say('help') : undefined,
      hint: hasHint ? say('hint') : undefined,
      warning: warning && words(warning.key, warning.details),
      inputmode: number ? 'decimal' : name === 'age' ? 'numeric' : undefined,
      autocomplete: kind === 'text' ? 'off' : undefined,
      choices: choices[name] ?? values?.map((value) => this.choice(spec, value, words)),
    };
  }

  private choice({ words: group, name }: CaseFieldSpec, value: string, words: Words): Choice {
    const hint = value === 'training' || (name === 'consent-basis' && value === 'emergency') ? words(`cases:form.${name}.${value}-hint`) : undefined;
    return { value, label: words(`${group}${value}`), hint };
  }

  private async choices(actor: Actor, words: Words, draft: OpenDraft | null, typed: TypedForm): Promise<Record<string, Choice[]>> {
    const choose = { value: '', label: words('cases:form.choose') };
    const projects = (await (draft ? this.projectOf(draft) : this.projects(actor))).map(({ id, name }) => ({ value: id, label: name }));
    return {
      project: projects.length === 1 || draft ? projects : [choose, ...projects],
      patient: await this.patients.of(actor, typed, draft ? [draft.projectId] : actor.projectIds),
      sex: [choose, ...['female', 'male', 'not-recorded'].map((value) => ({ value, label: words(`cases:sex.${value}`) }))],
      specialty: [choose, ...this.specialties.all(actor.language).map(({ code, name }) => ({ value: code, label: name }))],
      language: WRITING_LANGUAGES.map(({ code, name }) => ({ value: code, label: name, lang: code })),
    };
  }

  private projects(actor: Actor): Promise<{ id: string; name: string; means: string }[]> {
    return this.dataSource.query(`select id, name, means from projects where id = any($1::uuid[]) and closed_at is null order by name`, [actor.projectIds]);
  }

  /** A draft stays in its project, even in one that takes no new case any more. */
  private projectOf({ projectId }: OpenDraft): Promise<{ id: string; name: string }[]> {
    return this.dataSource.query(`select id, name from projects where id = $1`, [projectId]);
  }

  private async referenceOf(caseId: string): Promise<string> {
    const [row] = await this.dataSource.query<{ reference: string }[]>(`select reference from cases where id = $1`, [caseId]);
    return row!.reference;
  }

  private file(file: CaseFileSummary, words: Words, actor: Actor) {
    return { ...file, size: bytes(file.bytes, actor.language), remarks: file.remarks.map((key) => words(key)), warning: file.warning && words(file.warning) };
  }
}
