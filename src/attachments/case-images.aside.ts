import { Injectable } from '@nestjs/common';
import { Settings } from '#config/settings';
import type { Actor } from '#libs/authorization/actor';
import { clockOf, day, moment, type Clock } from '#libs/i18n/times';
import { Dictionary } from '#libs/i18n/words';
import { CaseAside, type CaseAsideSource, type CaseFacts, type DrawnAside } from '../cases/index.js';
import { hasPreview, isPicture, type Attachment } from './attachment.js';
import { summaryOf } from './attachment.summary.js';
import { attachmentPaths } from './attachments.paths.js';
import { filesOf, filesRead } from './attachments.reader.js';
import { PictureViews } from './picture-views.js';
import { fitted, MIDDLE, THUMBNAIL } from './preview-sizes.js';
import { remarksOn } from './remarks.js';

/** As many small pictures as a page of 8 kB bears; the tab has them all. */
const STRIP = 12;
const SMALL = { width: 58, height: 44 };

/** Case Images, beside every tab: the chosen picture, and the others to choose from. */
@Injectable()
@CaseAside(true)
export class CaseImages implements CaseAsideSource {
  private readonly isScannerSetUp: boolean;

  constructor(
    private readonly views: PictureViews,
    private readonly dictionary: Dictionary,
    settings: Settings,
  ) {
    this.isScannerSetUp = settings.CLAMD_SOCKET !== undefined;
  }

  reading(caseId: string): string {
    return filesOf(caseId);
  }

  aside(read: unknown, actor: Actor, facts: CaseFacts, chosenId: string | undefined): DrawnAside {
    const files = filesRead(read);
    return { files: files.map((file) => summaryOf(file, this.isScannerSetUp)), drawn: this.draw(files.filter(isPicture), actor, facts, chosenId) };
  }

  private draw(pictures: readonly Attachment[], actor: Actor, { reference }: CaseFacts, chosenId: string | undefined) {
    const at = Math.max(0, pictures.findIndex((picture) => picture.id === chosenId));
    const chosen = pictures[at];
    if (!chosen) return null;
    const clock = clockOf(actor, this.dictionary.in(actor.language));
    const caption = (picture: Attachment) => this.views.nameOf(picture.view, actor) ?? picture.name;
    const start = Math.max(0, Math.min(at - STRIP / 2, pictures.length - STRIP));
    return {
      view: 'attachments/case-images',
      model: {
        caption: caption(chosen),
        date: pictureDate(chosen, clock),
        alt: chosen.description || chosen.name,
        preview: hasPreview(chosen) ? attachmentPaths.preview(reference, chosen.id, MIDDLE) : null,
        behind: placeholderOf(chosen),
        remarks: remarksOn(chosen, this.isScannerSetUp).map((key) => clock.words(key)),
        hasBurnedInText: chosen.hasBurnedInText,
        isWaiting: chosen.previewState === 'waiting',
        save: attachmentPaths.file(reference, chosen.id),
        full: attachmentPaths.viewer(reference, chosen.id),
        thumbs: pictures.slice(start, start + STRIP).map((picture, place) => thumb(picture, start + place, picture === chosen, caption(picture))),
        all: pictures.length > STRIP ? { href: `${attachmentPaths.tab(reference)}?type=image`, count: pictures.length } : null,
      },
    };
  }
}

/** What is seen until the picture has come, in the same place. */
export const placeholderOf = ({ placeholder, width, height }: Attachment) => (placeholder ? { src: placeholder, width, height } : null);

/** When it was taken, as far as anybody said; else when it came. */
export const pictureDate = ({ takenOn, createdAt }: Attachment, clock: Clock): string =>
  takenOn ? day(new Date(`${takenOn}T00:00Z`), { ...clock, timeZone: 'UTC' }) : moment(createdAt, clock);

/** The address is only a question, so the page that one is on stays the same. */
function thumb(picture: Attachment, place: number, isCurrent: boolean, caption: string) {
  return {
    href: `?image=${picture.id}#images`,
    number: place + 1,
    caption,
    isCurrent,
    preview: hasPreview(picture) ? { src: attachmentPaths.preview(picture.reference, picture.id, THUMBNAIL), ...fitted(picture, SMALL) } : null,
  };
}
