import { Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Settings } from '#config/settings';
import { previewMaker } from '#libs/images/index';
import { DiskStore } from '#libs/storage/disk-store';
import { Stores } from '#libs/storage/stores';
import { AccountsModule } from '../accounts/index.js';
import { CaseFiles, CasesModule } from '../cases/index.js';
import { SpecialtiesModule } from '../specialties/index.js';
import { AttachmentController } from './attachment.controller.js';
import { AttachmentLog } from './attachment.log.js';
import { AttachmentEditPages } from './attachment-edit.page.js';
import { AttachmentsController } from './attachments.controller.js';
import { AttachmentsKeeper } from './attachments.keeper.js';
import { AttachmentsPages } from './attachments.page.js';
import { AttachmentsReader } from './attachments.reader.js';
import { AttachmentsService } from './attachments.service.js';
import { AttachmentsTab } from './attachments.tab.js';
import { CaseAttachments } from './case-attachments.js';
import { CaseImages } from './case-images.aside.js';
import { Checksums } from './checksums.js';
import { FilesController } from './files.controller.js';
import { ReckonMissingChecksums } from './jobs/reckon-missing-checksums.js';
import { RemakeLostPreviews } from './jobs/remake-lost-previews.js';
import { RemakeOldPreviews } from './jobs/remake-old-previews.js';
import { GiveUpIdleUploads } from './jobs/give-up-idle-uploads.js';
import { ScanWhatWaits } from './jobs/scan-what-waits.js';
import { SweepOrphanedFiles } from './jobs/sweep-orphaned-files.js';
import { MoveAnAttachedFileToItsStore } from './move-an-attached-file-to-its-store.js';
import { Originals } from './originals.js';
import { PictureViews } from './picture-views.js';
import { PreparePreviewsOfAnAttachedFile } from './prepare-previews-of-an-attached-file.js';
import { PreviewPreparation } from './preview-preparation.js';
import { Previews } from './previews.js';
import { PreviewsController } from './previews.controller.js';
import { RemoveTheBytesOfRemovedFiles } from './remove-the-bytes-of-removed-files.js';
import { RemoveThePreviewsOfAnInfectedFile } from './remove-the-previews-of-an-infected-file.js';
import { ScanAnAttachedFile } from './scan-an-attached-file.js';
import { Scans } from './scans.js';
import { RemoveTheReducedCopyOfAnOriginal } from './remove-the-reduced-copy-of-an-original.js';
import { ReducedCopies } from './uploads/reduced-copies.js';
import { Mover } from './upkeep/mover.js';
import { UploadFinish } from './uploads/upload.finish.js';
import { UploadKeeper } from './uploads/upload.keeper.js';
import { UploadWriter } from './uploads/upload.writer.js';
import { UploadsController } from './uploads/uploads.controller.js';
import { UploadsService } from './uploads/uploads.service.js';
import { UploadsTable } from './uploads/uploads.table.js';
import { ViewerController } from './viewer.controller.js';
import { ViewerPages } from './viewer.page.js';
import { ZipController } from './zip.controller.js';

/** Global, because cases ask for the files of their form without knowing who keeps them. */
@Global()
@Module({
  imports: [AccountsModule, CasesModule, SpecialtiesModule],
  controllers: [AttachmentsController, FilesController, PreviewsController, AttachmentController, ViewerController, ZipController, UploadsController],
  providers: [
    { provide: Stores, inject: [Settings], useFactory: (settings: Settings) => Stores.of(settings) },
    { provide: DiskStore, inject: [Stores], useFactory: ({ disk }: Stores) => disk },
    { provide: CaseFiles, useExisting: AttachmentsKeeper },
    AttachmentLog,
    AttachmentEditPages,
    AttachmentsKeeper,
    AttachmentsPages,
    AttachmentsReader,
    AttachmentsService,
    AttachmentsTab,
    CaseAttachments,
    CaseImages,
    Checksums,
    GiveUpIdleUploads,
    MoveAnAttachedFileToItsStore,
    Mover,
    Originals,
    PictureViews,
    PreparePreviewsOfAnAttachedFile,
    PreviewPreparation,
    Previews,
    ReckonMissingChecksums,
    ReducedCopies,
    RemakeLostPreviews,
    RemakeOldPreviews,
    RemoveTheBytesOfRemovedFiles,
    RemoveThePreviewsOfAnInfectedFile,
    RemoveTheReducedCopyOfAnOriginal,
    ScanAnAttachedFile,
    ScanWhatWaits,
    Scans,
    SweepOrphanedFiles,
    UploadFinish,
    UploadKeeper,
    UploadsService,
    UploadsTable,
    UploadWriter,
    ViewerPages,
  ],
  exports: [CaseFiles, CaseAttachments],
})
export class AttachmentsModule implements OnApplicationShutdown {
  async onApplicationShutdown(): Promise<void> {
    await previewMaker.close();
  }
}
