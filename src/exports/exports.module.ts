import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { AttachmentsModule } from '../attachments/index.js';
import { CasesModule } from '../cases/index.js';
import { DiscussionsModule } from '../discussions/index.js';
import { SpecialtiesModule } from '../specialties/index.js';
import { AttachThePdfOfThePreviousCase } from './attach-the-pdf-of-the-previous-case.js';
import { CasePdfs } from './case-pdfs.js';
import { ExportFolders } from './export-folders.js';
import { ExportsController } from './exports.controller.js';
import { PdfLink } from './pdf.link.js';

@Module({
  imports: [AccountsModule, SpecialtiesModule, CasesModule, AttachmentsModule, DiscussionsModule],
  controllers: [ExportsController],
  providers: [AttachThePdfOfThePreviousCase, CasePdfs, ExportFolders, PdfLink],
})
export class ExportsModule {}
