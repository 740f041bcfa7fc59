import { uploadTypeOf } from '#config/upload-types';
import type { Actor } from '#libs/authorization/actor';
import { bytes, moment, type Clock } from '#libs/i18n/times';
import { hasPreview, isPicture, isQuarantined, isUploader, isViewable, type Attachment } from './attachment.js';
import { listingHref, type ListingQuery } from './attachments.listing.js';
import { attachmentPaths } from './attachments.paths.js';
import { MIDDLE, THUMBNAIL } from './preview-sizes.js';
import { originalRemark, scanRemark } from './remarks.js';

const ICONS = { image: 'page', document: 'page', video: 'page', audio: 'page', dicom: 'scan', other: 'page' } as const;

export interface RowContext {
  readonly actor: Actor;
  readonly clock: Clock;
  readonly query: ListingQuery;
  /** The file that is playing in the page. */
  readonly playing: string | null;
  readonly mayEdit: boolean;
  /** There is a virus scanner. */
  readonly isScanned: boolean;
  readonly viewName: (key: string | null) => string | null;
}

/** A file as a line of the list. */
export function attachmentRow(file: Attachment, { actor, clock, query, playing, mayEdit, isScanned, viewName }: RowContext) {
  const { id, reference, name, description, group } = file;
  const path = attachmentPaths.file(reference, id);
  const remark = originalRemark(file);
  return {
    id,
    name,
    description,
    view: viewName(file.view),
    size: bytes(file.bytes, clock.language),
    added: `${file.uploader ?? clock.words('attachments:by-the-system')}, ${moment(file.createdAt, clock)}`,
    thumbnail: hasPreview(file) ? attachmentPaths.preview(reference, id, THUMBNAIL) : null,
    hasBurnedInText: file.hasBurnedInText,
    icon: ICONS[group],
    scan: clock.words(scanRemark(file, isScanned)),
    original: remark && clock.words(remark),
    isQuarantined: isQuarantined(file),
    viewHref: isQuarantined(file) ? null : viewHref(file, query),
    save: isQuarantined(file) ? null : path,
    edit: mayEdit && isUploader(file, actor) ? attachmentPaths.one(reference, id) : null,
    player: playing === id && isPlayable(file) ? { isVideo: group === 'video', src: `${path}?inline=1`, poster: hasPreview(file) ? attachmentPaths.preview(reference, id, MIDDLE) : null } : null,
  };
}

/** A browser shows its moving picture, or lets it be heard. */
export const isPlayable = ({ group, extension, scanState }: Attachment): boolean => scanState !== 'infected' && (group === 'video' || group === 'audio') && uploadTypeOf(extension)?.inline === true;

/** A picture goes under Case Images, a recording plays in its line; a document is opened in the viewer when its pages can be shown, else by the person's own program. */
function viewHref(file: Attachment, query: ListingQuery): string {
  const tab = attachmentPaths.tab(file.reference);
  if (isPicture(file)) return `${listingHref(tab, query, { image: file.id })}#images`;
  if (isPlayable(file)) return `${listingHref(tab, query, { play: file.id })}#file-${file.id}`;
  return isViewable(file) ? attachmentPaths.viewer(file.reference, file.id) : attachmentPaths.file(file.reference, file.id);
}
