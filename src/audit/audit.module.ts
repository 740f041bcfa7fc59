import { Module } from '@nestjs/common';
import { Settings } from '#config/settings';
import { AccountsModule } from '../accounts/index.js';
import { CasesModule } from '../cases/index.js';
import { Anchor } from './anchor.js';
import { AskedReader } from './audit.asked.js';
import { AuditController } from './audit.controller.js';
import { AuditExport } from './audit.export.js';
import { AuditJobs } from './audit.jobs.js';
import { AuditNames } from './audit.names.js';
import { AuditPages } from './audit.pages.js';
import { Checkpoints } from './checkpoints.js';
import { anchorOf, AuditKey, keyOf } from './proof.js';
import { SettledRows } from './settled-rows.js';
import { Verifications } from './verifications.js';
import { Verifier } from './verifier.js';

@Module({
  imports: [AccountsModule, CasesModule],
  controllers: [AuditController],
  providers: [
    { provide: AuditKey, inject: [Settings], useFactory: keyOf },
    { provide: Anchor, inject: [Settings], useFactory: anchorOf },
    AskedReader, AuditExport, AuditJobs, AuditNames, AuditPages, Checkpoints, SettledRows, Verifications, Verifier,
  ],
  exports: [Verifications],
})
export class AuditModule {}
