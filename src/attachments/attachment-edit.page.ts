import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/authorization/actor';
import { errorSummary, field } from '#libs/forms/field';
import type { FormState } from '#libs/forms/form';
import { Dictionary } from '#libs/i18n/words';
import { CaseFrames, casePaths, may, type CaseFacts } from '../cases/index.js';
import { hasPreview, isPicture, isUploader, type Attachment } from './attachment.js';
import { attachmentPaths } from './attachments.paths.js';
import { attachmentRules } from './attachments.policy.js';
import { PictureViews } from './picture-views.js';
import { fitted, THUMBNAIL } from './preview-sizes.js';

const BOX = { width: 240, height: 240 };

/** The page on which a file is named and described, and taken out of a draft. */
@Injectable()
export class AttachmentEditPages {
  constructor(
    private readonly frames: CaseFrames,
    private readonly views: PictureViews,
    private readonly dictionary: Dictionary,
  ) {}

  /** @param form what was typed; as the file is now, when nothing was */
  async edit(actor: Actor, facts: CaseFacts, file: Attachment, form: FormState = asItIs(file)) {
    const words = this.dictionary.in(actor.language);
    const say = (key: string, values?: Record<string, unknown>) => words(`attachments:edit-page.${key}`, values);
    const frame = await this.frames.frame(actor, facts, 'attachments', { image: file.id });
    const choices = [{ value: '', label: say('view.none') }, ...this.views.choices(frame.overview, actor)];
    const fields = !isUploader(file, actor) ? [] : [
      field({ name: 'name', kind: 'text', label: say('name.label'), required: true, maxlength: 255 }, form, words),
      field({ name: 'description', kind: 'paragraph', label: say('description.label'), hint: say('description.hint'), maxlength: 1000 }, form, words),
      ...(isPicture(file) && choices.length > 1 ? [field({ name: 'view', kind: 'select', label: say('view.label'), hint: say('view.hint'), choices }, form, words)] : []),
      ...(isPicture(file) ? [field({ name: 'takenOn', kind: 'date', label: say('taken-on.label') }, form, words)] : []),
    ];
    const errors = errorSummary(fields);
    return {
      frame,
      hasErrors: errors.length > 0,
      errors,
      problems: say('problems', { count: errors.length }),
      name: file.name,
      preview: hasPreview(file) ? { src: attachmentPaths.preview(facts.reference, file.id, THUMBNAIL), ...fitted(file, BOX) } : null,
      action: attachmentPaths.one(facts.reference, file.id),
      fields,
      back: placeOf(facts),
      removal: isRemovable(actor, facts) ? attachmentPaths.removal(facts.reference, file.id) : null,
    };
  }
}

/** A draft is its author's: whatever is on it can be taken away, a file that the system made too. */
export const isRemovable = (actor: Actor, facts: CaseFacts): boolean => facts.state === 'draft' && may(attachmentRules.remove, actor, facts);

/** Where one comes from and goes back to: the form of a draft has its files on it, a case has a tab. */
export const placeOf = ({ state, reference }: Pick<CaseFacts, 'state' | 'reference'>): string =>
  state === 'draft' ? `${casePaths.edit(reference)}#attachments` : attachmentPaths.tab(reference);

const asItIs = ({ name, description, view, takenOn }: Attachment): FormState => ({ values: { name, description, view: view ?? '', takenOn: takenOn ?? '' }, errors: {} });
