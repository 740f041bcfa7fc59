import { Injectable } from '@nestjs/common';
import { Settings } from '#config/settings';
import type { Actor } from '#libs/authorization/actor';
import { bytes, clockOf } from '#libs/i18n/times';
import { Dictionary, type Words } from '#libs/i18n/words';
import { casePaths, type CaseFacts } from '../cases/index.js';
import { hasPreview, isPicture, isViewable, type Attachment } from './attachment.js';
import { AttachmentNotFound } from './attachment.errors.js';
import { attachmentPaths } from './attachments.paths.js';
import { AttachmentsReader } from './attachments.reader.js';
import { pictureDate, placeholderOf } from './case-images.aside.js';
import { pageNumber } from './page-number.js';
import { PictureViews } from './picture-views.js';
import { LARGE, THUMBNAIL } from './preview-sizes.js';
import { remarksOn } from './remarks.js';
import { inSeriesOrder, slicesAround } from './series.js';
import { stepsAround, type ViewerStep } from './viewer-steps.js';

/** How much of the window's size the picture has. Each is a class of viewer.css. */
const ZOOMS = [1, 2, 4] as const;
const TAB = /^[a-z]{2,20}$/;

/** What the address of the viewer says. */
export interface ViewerQuery {
  /** The tab to go back to. */
  readonly from: string;
  readonly page?: unknown;
  readonly zoom?: unknown;
}

/** The full-screen viewer: one picture or page, the one before and the one after it. */
@Injectable()
export class ViewerPages {
  constructor(
    private readonly reader: AttachmentsReader,
    private readonly views: PictureViews,
    private readonly dictionary: Dictionary,
    private readonly settings: Settings,
  ) {}

  /** @throws AttachmentNotFound when it is nothing of this case that can be shown */
  async page(actor: Actor, { id: caseId, reference }: CaseFacts, id: string, { from, ...asked }: ViewerQuery): Promise<{ picture: Attachment; page: object }> {
    const files = (await this.reader.of(caseId)).filter(isViewable);
    const picture = files.find((one) => one.id === id);
    if (!picture) throw new AttachmentNotFound();
    // A document is looked through by itself; pictures follow each other.
    const beside = isPicture(picture) ? inSeriesOrder(files.filter(isPicture)) : [picture];
    const number = Math.min(pageNumber(asked.page), picture.pagesShown);
    const words = this.dictionary.in(actor.language);
    const clock = clockOf(actor, words);
    const zoom = Math.max(0, ZOOMS.findIndex((one) => String(one) === asked.zoom));
    const address = (to: ViewerStep | undefined, nearness = 0) => to && viewerAddress(to, from, ZOOMS[nearness]!);
    const { previous, next } = stepsAround(beside, { file: picture, page: number });
    const caption = this.views.nameOf(picture.view, actor) ?? picture.name;
    const page = {
      reference,
      caption,
      number: beside.indexOf(picture) + 1,
      count: beside.length,
      image: hasPreview(picture) ? attachmentPaths.preview(reference, picture.id, LARGE, number) : null,
      behind: number === 1 && zoom === 0 ? placeholderOf(picture) : null,
      remarks: remarksOn(picture, this.settings.CLAMD_SOCKET !== undefined).map((key) => words(key)),
      hasBurnedInText: picture.hasBurnedInText,
      pages: pagesOf(picture, number, from, words) ?? sliceStrip(picture, beside, from, words),
      isWaiting: picture.previewState === 'waiting',
      alt: picture.description || picture.name,
      description: picture.description || picture.name,
      date: pictureDate(picture, clock),
      zoom: zoom > 0 ? ZOOMS[zoom] : null,
      nearer: zoom < ZOOMS.length - 1 ? address({ file: picture, page: number }, zoom + 1) : null,
      farther: zoom > 0 ? address({ file: picture, page: number }, zoom - 1) : null,
      previous: address(previous) ?? null,
      next: address(next) ?? null,
      save: attachmentPaths.file(reference, picture.id),
      size: bytes(picture.bytes, actor.language),
      close: `${tabPath(reference, from)}?image=${picture.id}`,
    };
    return { picture, page };
  }
}

function viewerAddress({ file: { reference, id }, page }: ViewerStep, from: string, zoom = 1): string {
  return `${attachmentPaths.viewer(reference, id)}?from=${from}${page > 1 ? `&page=${page}` : ''}${zoom > 1 ? `&zoom=${zoom}#middle` : ''}`;
}

/** The strip of a file's pages; null when it has only one. */
function pagesOf(file: Attachment, current: number, from: string, words: Words) {
  if (file.pagesShown === 1) return null;
  const strip = Array.from({ length: file.pagesShown }, (_, at) => ({
    label: words('attachments:viewer.page', { number: at + 1, count: file.pagesShown }),
    href: viewerAddress({ file, page: at + 1 }, from),
    src: attachmentPaths.preview(file.reference, file.id, THUMBNAIL, at + 1),
    isCurrent: at + 1 === current,
  }));
  const place = words('attachments:viewer.page', { number: current, count: file.pagesShown });
  return { title: words('attachments:viewer.pages'), place, more: file.pages > file.pagesShown ? file.pages : null, strip };
}

/** The strip of the slices that belong to a file; null when there are no others. */
function sliceStrip(file: Attachment, beside: readonly Attachment[], from: string, words: Words) {
  const around = slicesAround(file, beside);
  if (!around) return null;
  const label = (number: number) => words('attachments:viewer.slice', { number, count: around.count });
  const strip = around.slices.map(({ number, file: slice }) => ({
    label: label(number),
    href: viewerAddress({ file: slice, page: 1 }, from),
    src: hasPreview(slice) ? attachmentPaths.preview(slice.reference, slice.id, THUMBNAIL) : null,
    isCurrent: slice === file,
  }));
  return { title: words('attachments:viewer.slices'), place: label(around.current), more: null, strip };
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
