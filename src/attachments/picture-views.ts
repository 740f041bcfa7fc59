import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/authorization/actor';
import type { Choice } from '#libs/forms/field';
import { Dictionary } from '#libs/i18n/words';
import type { CaseFrame } from '../cases/index.js';
import { inLanguage, Specialties } from '../specialties/index.js';

/** A picture beyond the ones that the checklist names. */
const ADDITIONAL = 'additional';

type Overview = Pick<CaseFrame['overview'], 'specialty' | 'form'>;

/** The views of the picture checklists, in the reader's words. */
@Injectable()
export class PictureViews {
  constructor(
    private readonly specialties: Specialties,
    private readonly dictionary: Dictionary,
  ) {}

  /** The name of a view; null for none, and for one that no checklist knows any more. */
  nameOf(key: string | null, { language }: Actor): string | null {
    if (key === ADDITIONAL) return this.dictionary.in(language)('attachments:additional');
    const views = this.specialties.all(language).flatMap(({ code }) => this.specialties.pictureChecklist(code)?.views ?? []);
    const view = views.find((one) => one.key === key);
    return view ? inLanguage(view.name, language) : null;
  }

  /** What a picture of this case may show: the checklists of the specialty wanted and of the sections ticked. */
  choices({ specialty, form }: Overview, { language }: Actor): Choice[] {
    const codes = new Set([specialty, form.specialty, form.sections].flat().map(String));
    const checklists = [...codes].flatMap((code) => this.specialties.pictureChecklist(code) ?? []);
    const views = checklists.flatMap((checklist) => checklist.views.map(({ key, name }) => ({ value: key, label: inLanguage(name, language) })));
    const distinct = [...new Map(views.map((view) => [view.value, view])).values()];
    return checklists.some(({ additional }) => additional) ? [...distinct, { value: ADDITIONAL, label: this.dictionary.in(language)('attachments:additional') }] : distinct;
  }
}
