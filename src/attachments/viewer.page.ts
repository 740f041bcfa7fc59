import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/authorization/actor';
import { bytes, type Clock } from '#libs/i18n/times';
import { Dictionary } from '#libs/i18n/words';
import { casePaths, type CaseFacts } from '../cases/index.js';
import { hasPreview, isPicture, type Attachment } from './attachment.js';
import { AttachmentNotFound } from './attachment.errors.js';
import { attachmentPaths } from './attachments.paths.js';
import { AttachmentsReader } from './attachments.reader.js';
import { pictureDate } from './case-images.aside.js';
import { PictureViews } from './picture-views.js';
import { LARGE } from './preview-sizes.js';

/** How much of the window's size the picture has. Each is a class of viewer.css. */
const ZOOMS = [1, 2, 4] as const;
const TAB = /^[a-z]{2,20}$/;

/** The full-screen viewer: one picture, the one before and the one after it. */
@Injectable()
export class ViewerPages {
  constructor(
    private readonly reader: AttachmentsReader,
    private readonly views: PictureViews,
    private readonly dictionary: Dictionary,
  ) {}

  /** @param from the tab to go back to @throws AttachmentNotFound when it is no picture of this case */
  async page(actor: Actor, { id: caseId, reference }: CaseFacts, id: string, from: string, zoomed: unknown): Promise<{ picture: Attachment; page: object }> {
    const pictures = (await this.reader.of(caseId)).filter(isPicture);
    const at = pictures.findIndex((one) => one.id === id);
    const picture = pictures[at];
    if (!picture) throw new AttachmentNotFound();
    const words = this.dictionary.in(actor.language);
    const clock: Clock = { language: actor.language, timeZone: actor.timeZone, now: new Date(), words };
    const zoom = Math.max(0, ZOOMS.findIndex((one) => String(one) === zoomed));
    const address = (other: Attachment | undefined, to = 0) => other && `${attachmentPaths.viewer(reference, other.id)}?from=${from}${to > 0 ? `&zoom=${ZOOMS[to]}#middle` : ''}`;
    const caption = this.views.nameOf(picture.view, actor) ?? picture.name;
    const page = {
      reference,
      caption,
      number: at + 1,
      count: pictures.length,
      image: hasPreview(picture) ? attachmentPaths.preview(reference, picture.id, LARGE) : null,
      isWaiting: picture.previewState === 'waiting',
      alt: picture.description || picture.name,
      description: picture.description || picture.name,
      date: pictureDate(picture, clock),
      zoom: zoom > 0 ? ZOOMS[zoom] : null,
      nearer: zoom < ZOOMS.length - 1 ? address(picture, zoom + 1) : null,
      farther: zoom > 0 ? address(picture, zoom - 1) : null,
      previous: address(pictures[at - 1]) ?? null,
      next: address(pictures[at + 1]) ?? null,
      save: attachmentPaths.file(reference, picture.id),
      size: bytes(picture.bytes, actor.language),
      close: `${tabPath(reference, from)}?image=${picture.id}`,
    };
    return { picture, page };
  }
}

const tabPath = (reference: string, from: string) => (from === 'details' ? casePaths.show(reference) : `${casePaths.show(reference)}/${from}`);

/** The tab that the viewer was opened from: as its address says, or the page before it; the attachments when neither does. */
export function cameFrom(reference: string, said: unknown, referer: string | undefined): string {
  if (typeof said === 'string' && TAB.test(said)) return said;
  const path = referer && URL.canParse(referer) ? new URL(referer).pathname : '';
  if (path === casePaths.show(reference)) return 'details';
  const tab = path.startsWith(`${casePaths.show(reference)}/`) ? path.slice(casePaths.show(reference).length + 1) : '';
  return TAB.test(tab) ? tab : 'attachments';
}
