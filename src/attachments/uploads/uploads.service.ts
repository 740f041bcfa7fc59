import { Injectable } from '@nestjs/common';
import { Settings } from '#config/settings';
import type { Actor } from '#libs/authorization/actor';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { givenName } from '#libs/files/given-name';
import { isId } from '#libs/forms/id';
import { DiskStore } from '#libs/storage/disk-store';
import { Checksum } from '#libs/uploads/checksum';
import type { CaseFacts } from '../../cases/index.js';
import { AttachmentsKeeper } from '../attachments.keeper.js';
import type { TusDeeds } from './tus-store.js';
import { FileIsTooLarge, FileRefused, UNKNOWN_CHECKSUM, UNKNOWN_MESSAGE, type Upload } from './upload.js';
import { UploadFinish } from './upload.finish.js';
import { UploadKeeper, type UploadRequest } from './upload.keeper.js';
import type { UploadLease } from './upload.lease.js';
import { UploadWriter } from './upload.writer.js';
import { UploadsTable } from './uploads.table.js';

/** What a request for an upload does, once the protocol is seen to. */
@Injectable()
export class UploadsService {
  constructor(
    private readonly table: UploadsTable,
    private readonly writer: UploadWriter,
    private readonly finish: UploadFinish,
    private readonly work: UnitOfWork,
    private readonly keeper: AttachmentsKeeper,
    private readonly store: DiskStore,
    private readonly settings: Settings,
    private readonly doorkeeper: UploadKeeper,
  ) {}

  /** Before anything is made, or sent in vain. @throws FileIsTooLarge, FileRefused, CaseIsFull, EnoughForToday */
  async assertWelcome(actor: Actor, { id }: CaseFacts, bytes: number): Promise<void> {
    if (bytes > this.settings.uploadMaxBytes) throw new FileIsTooLarge('attachments:refused.too-large', { megabytes: this.settings.UPLOAD_MAX_MB });
    if (bytes === 0) throw new FileRefused('attachments:refused.empty');
    await this.work.read(async (tx) => this.keeper.assertRoom(tx, actor, id, 1, await this.table.countOpen(tx, actor.id, id)));
  }

  /** @param lease of the upload that the request is about */
  deedsOf(request: UploadRequest, lease: UploadLease): TusDeeds {
    const { actor } = request;
    return {
      create: (upload) => this.create(actor, request.case, upload, lease.owner),
      find: (id) => this.table.find(id),
      discard: (upload) => this.finish.discard(actor, upload),
      write: (upload) => this.write(request, upload, lease),
    };
  }

  private async create(actor: Actor, { id: caseId, reference }: CaseFacts, { id, name, bytes, messageId }: Parameters<TusDeeds['create']>[0], owner: string): Promise<Upload> {
    if (messageId !== null && !isId(messageId)) throw UNKNOWN_MESSAGE;
    const upload = { id, accountId: actor.id, caseId, name: givenName(name), bytes, storageKey: this.store.reserve(), messageId };
    await this.table.add(upload, owner);
    return { ...upload, reference, received: 0, attachmentId: null, whole: null, reducedId: null, begunAt: new Date(), lastActivityAt: new Date() };
  }

  private write(request: UploadRequest, upload: Upload, lease: UploadLease): Promise<number> {
    const said = request.get('upload-checksum');
    const checksum = said === undefined ? undefined : Checksum.read(said);
    if (said !== undefined && !checksum) throw UNKNOWN_CHECKSUM;
    return this.writer.write({
      upload, lease, checksum, bytes: request,
      finish: async (sums) => this.finish.finish(await this.doorkeeper.decideAgain(request), upload, lease.owner, sums),
    });
  }
}
