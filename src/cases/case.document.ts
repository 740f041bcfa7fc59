import { Injectable } from '@nestjs/common';
import { WRITING_LANGUAGES, type Language } from '#config/languages';
import type { Actor } from '#libs/authorization/actor';
import { isCalendarDay } from '#libs/i18n/calendar-day';
import { day, moment } from '#libs/i18n/times';
import { Dictionary, type Words } from '#libs/i18n/words';
import { readSection, sectionRows, Specialties } from '../specialties/index.js';
import { CASE_FIELDS, sectionFieldName, type CaseFormPart } from './case-form.js';
import { chosenSections } from './case-form.check.js';
import type { TypedForm } from './case.entity.js';
import { caseHead } from './case.head.js';
import { CaseOverviews, type CaseOverview } from './case.overview.js';

export interface DocumentRow {
  readonly label: string;
  readonly value: string;
  readonly unit?: string;
}

export interface DocumentPart {
  readonly name: string;
  readonly heading: string;
  readonly rows: readonly DocumentRow[];
}

/** A case as it is read: every field that was filled in, in words of the reader. */
export interface CaseDocument {
  readonly overview: CaseOverview;
  readonly head: ReturnType<typeof caseHead>;
  readonly parts: readonly DocumentPart[];
}

/** Turns what was typed into what is read, for the details page and for the PDF alike. */
@Injectable()
export class CaseDocuments {
  constructor(
    private readonly overviews: CaseOverviews,
    private readonly specialties: Specialties,
    private readonly dictionary: Dictionary,
  ) {}

  /** @param now what "today" is counted from; on paper, where there is no today, any day long ago */
  async of(caseId: string, actor: Actor, now = new Date()): Promise<CaseDocument> {
    return this.read(await this.overviews.of(caseId, actor), actor, now);
  }

  read(overview: CaseOverview, actor: Actor, now = new Date()): CaseDocument {
    const words = this.dictionary.in(actor.language);
    const parts = [
      this.part('asking', overview, words, ['question']),
      this.part('story', overview, words, ['history', 'examination', 'investigations', 'treatment', 'diagnosis', 'means']),
      this.part('vitals', overview, words),
      ...chosenSections(overview.form).map((code) => this.section(code, overview, actor.language, words)),
      this.people(overview, actor, words, now),
      this.consent(overview, actor.language, words),
      this.ending(overview, actor.language, words),
    ];
    return { overview, head: caseHead(overview, words), parts: parts.filter(({ rows }) => rows.length > 0) };
  }

  private part(name: CaseFormPart, { form }: CaseOverview, words: Words, fields = CASE_FIELDS.filter(({ part }) => part === name).map((field) => field.name)): DocumentPart {
    const rows = fields.flatMap((field) => {
      const value = text(form, field);
      const unit = CASE_FIELDS.find((spec) => spec.name === field)?.number?.unit ?? (field === 'blood-pressure' ? 'mmHg' : undefined);
      return value ? [{ label: words(`cases:form.${field}.label`), value, unit }] : [];
    });
    return { name, heading: words(`cases:form.part.${name}`), rows };
  }

  private section(code: string, { form, sectionVersions }: CaseOverview, language: Language, words: Words): DocumentPart {
    const section = this.specialties.section(code, sectionVersions[code]);
    if (!section) return { name: code, heading: code, rows: [] };
    const typed = Object.fromEntries(section.fields.map(({ key }) => [key, form[sectionFieldName(code, key)] ?? '']));
    return { name: code, heading: this.specialties.nameOf(code, language), rows: sectionRows(section, readSection(section, typed).values, language, words) };
  }

  private people(overview: CaseOverview, { language, timeZone }: Actor, words: Words, now: Date): DocumentPart {
    const clock = { language, timeZone, now, words };
    const posted = overview.submittedAt ? [{ label: words('cases:details.posted-by'), value: words('cases:details.who-when', { who: overview.postedBy ?? overview.author, when: moment(overview.submittedAt, clock) }) }] : [];
    const takenOver = overview.postedBy && overview.postedBy !== overview.author ? [{ label: words('cases:details.taken-over-by'), value: overview.author }] : [];
    const asked = overview.allocations.map(({ specialty, specialist, state, stateSince, refusalReason }) => ({
      label: this.specialties.nameOf(specialty, language),
      value: words(`cases:details.allocation.${state}`, { who: specialist, when: moment(new Date(stateSince), clock), why: refusalReason ?? '' }),
    }));
    const wanted = overview.specialty ? [{ label: words('cases:form.specialty.label'), value: this.specialties.nameOf(overview.specialty, language) }] : [];
    const written = [{ label: words('cases:form.language.label'), value: WRITING_LANGUAGES.find(({ code }) => code === overview.language)?.name ?? overview.language }];
    return { name: 'people', heading: words('cases:details.people'), rows: [...posted, ...takenOver, ...wanted, ...written, ...asked] };
  }

  private consent({ form }: CaseOverview, language: Language, words: Words): DocumentPart {
    const basis = text(form, 'consent-basis');
    const on = text(form, 'consent-on');
    const rows = [
      basis && { label: words('cases:form.consent-basis.label'), value: words(`cases:consent-basis.${basis}`) },
      basis === 'emergency' && text(form, 'consent-why') && { label: words('cases:form.consent-why.label'), value: text(form, 'consent-why') },
      text(form, 'consent-how') && { label: words('cases:form.consent-how.label'), value: words(`cases:consent-how.${text(form, 'consent-how')}`) },
      text(form, 'consent-by') && { label: words('cases:form.consent-by.label'), value: text(form, 'consent-by') },
      on && { label: words('cases:form.consent-on.label'), value: isCalendarDay(on) ? day(new Date(`${on}T00:00Z`), { language, timeZone: 'UTC' }) : on },
      basis && { label: words('cases:form.consent-teaching.label'), value: words(text(form, 'consent-teaching') === 'yes' ? 'specialties:answers.yes' : 'specialties:answers.no') },
    ];
    return { name: 'consent', heading: words('cases:form.part.consent'), rows: rows.filter((row): row is DocumentRow => Boolean(row)) };
  }

  private ending({ closing }: CaseOverview, _language: Language, words: Words): DocumentPart {
    const heading = words('cases:details.at-close');
    if (!closing) return { name: 'ending', heading, rows: [] };
    if ('skippedBecause' in closing) return { name: 'ending', heading, rows: [{ label: words('cases:close.skip.label'), value: closing.skippedBecause }] };
    const rows = [
      { label: words('cases:close.carried-out.label'), value: words(`cases:close.carried-out.${closing.carriedOut}`) },
      { label: words('cases:close.condition.label'), value: words(`cases:close.condition.${closing.condition}`) },
      { label: words('cases:close.changed.label'), value: closing.changed },
      { label: words('cases:close.remark.label'), value: closing.remark },
    ];
    return { name: 'ending', heading, rows: rows.filter(({ value }) => value) };
  }
}

const text = (form: TypedForm, name: string): string => [form[name] ?? ''].flat()[0] ?? '';
