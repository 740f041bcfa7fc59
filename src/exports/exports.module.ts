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
import { MakeCasePdf } from './jobs/make-case-pdf.js';
import { SweepKeptPdfs } from './jobs/sweep-kept-pdfs.js';
import { TellOfCasePdf } from './jobs/tell-of-case-pdf.js';
import { KeptFiles } from './kept-files.js';
import { KeptPdfs } from './kept-pdfs.js';
import { PdfLink } from './pdf.link.js';
import { PdfPage } from './pdf.page.js';
import { PdfOwners } from './pdf-owners.js';
import { PdfRequests } from './pdf-requests.js';

@Module({
  imports: [AccountsModule, SpecialtiesModule, CasesModule, AttachmentsModule, DiscussionsModule],
  controllers: [ExportsController],
  providers: [AttachThePdfOfThePreviousCase, CasePdfs, ExportFolders, KeptFiles, KeptPdfs, MakeCasePdf, PdfLink, PdfOwners, PdfPage, PdfRequests, SweepKeptPdfs, TellOfCasePdf],
})
export class ExportsModule {}
