import { Injectable } from '@nestjs/common';
import { acceptedExtensions } from '#config/upload-types';
import { Settings } from '#config/settings';
import type { Actor } from '#libs/authorization/actor';
import { bytes, clockOf } from '#libs/i18n/times';
import { Dictionary, type Words } from '#libs/i18n/words';
import type { RefusedFile } from '#libs/uploads/index';
import { CaseFrames, may, type CaseFacts } from '../cases/index.js';
import type { Attachment } from './attachment.js';
import { attachmentRow } from './attachment.row.js';
import { countByType, listed, listingHref, readListing, SORTS, TYPES, type ListingQuery } from './attachments.listing.js';
import { attachmentPaths } from './attachments.paths.js';
import { attachmentRules } from './attachments.policy.js';
import { AttachmentsReader } from './attachments.reader.js';
import { PictureViews } from './picture-views.js';
import { refusal } from './refusals.js';

export const AT_ONCE = 50;

/** What became of files that have just been sent. */
export interface Sent {
  readonly added: number;
  readonly refused: readonly RefusedFile[];
}

/** The Attachments tab of a case. */
@Injectable()
export class AttachmentsPages {
  constructor(
    private readonly reader: AttachmentsReader,
    private readonly frames: CaseFrames,
    private readonly views: PictureViews,
    private readonly dictionary: Dictionary,
    private readonly settings: Settings,
  ) {}

  /** @param address the parameters of the page's address @param sent what the page is to say first */
  async tab(actor: Actor, facts: CaseFacts, address: Record<string, unknown>, sent?: Sent) {
    const words = this.dictionary.in(actor.language);
    const clock = clockOf(actor, words);
    const query = readListing(address);
    const files = await this.reader.of(facts.id);
    const { page, next } = listed(files, query, actor.language);
    const mayAdd = facts.state !== 'closed' && may(attachmentRules.add, actor, facts);
    const viewName = (key: string | null) => this.views.nameOf(key, actor);
    const context = { actor, clock, query, playing: String(address.play ?? ''), mayEdit: mayAdd, isScanned: this.settings.CLAMD_SOCKET !== undefined, viewName };
    const isEmptyHanded = sent !== undefined && sent.added === 0 && sent.refused.length === 0;
    return {
      frame: await this.frames.frame(actor, facts, 'attachments', { image: address.image }),
      hasErrors: sent !== undefined && (isEmptyHanded || sent.refused.length > 0),
      notice: notice(sent?.added ?? Number(address.added), words),
      refused: (sent?.refused ?? []).map((file) => refusal(file, { megabytes: this.settings.UPLOAD_MAX_MB, atOnce: AT_ONCE, most: this.settings.UPLOAD_FILES_PER_CASE }, words)),
      form: mayAdd ? this.form(facts, isEmptyHanded, words) : null,
      zip: files.length > 0 && may(attachmentRules['download-all'], actor, facts) ? { href: attachmentPaths.zip(facts.reference), size: bytes(sizeOf(files), actor.language) } : null,
      types: types(facts.reference, query, files, words),
      sorts: SORTS.map((sort) => ({ text: words(`attachments:sort.${sort}`), isCurrent: sort === query.sort, href: listingHref(attachmentPaths.tab(facts.reference), { ...query, sort, after: null }) })),
      files: page.map((file) => attachmentRow(file, context)),
      none: words(files.length > 0 ? 'attachments:none-of-type' : 'attachments:none'),
      next: next && listingHref(attachmentPaths.tab(facts.reference), { ...query, after: next }),
    };
  }

  private form({ reference }: CaseFacts, isEmptyHanded: boolean, words: Words) {
    return {
      reference,
      action: attachmentPaths.tab(reference),
      isOpen: isEmptyHanded,
      error: isEmptyHanded ? words('attachments:attach.nothing') : null,
      hint: words('attachments:attach.accepted', { megabytes: this.settings.UPLOAD_MAX_MB, ...this.settings.mostFiles }),
      accepted: acceptedExtensions().map(({ group, extensions }) => ({ type: words(`attachments:type.${group}`), extensions: extensions.join(', ') })),
    };
  }
}

function types(reference: string, { type: current, sort }: ListingQuery, files: readonly Attachment[], words: Words) {
  const counts = countByType(files);
  return TYPES.map((type) => ({
    text: words(`attachments:type.${type}`),
    count: counts[type],
    isCurrent: type === current,
    href: listingHref(attachmentPaths.tab(reference), { type, sort, after: null }),
  }));
}

function notice(added: number, words: Words) {
  return added >= 1 && added <= AT_ONCE ? { kind: 'good', symbol: 'tick', text: words('attachments:added', { count: added }) } : null;
}

const sizeOf = (files: readonly Attachment[]): number => files.reduce((sum, file) => sum + file.bytes, 0);
