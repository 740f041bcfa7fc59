import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { AccountsModule } from '../accounts/index.js';
import { SpecialtiesModule } from '../specialties/index.js';
import { AllocationForms } from './allocation.forms.js';
import { AllocationPages } from './allocation.pages.js';
import { AllocationsController } from './allocations.controller.js';
import { AllocationsService } from './allocations.service.js';
import { CaseFormPages } from './case-form.page.js';
import { BackupProposals } from './backup-proposals.js';
import { CaseAlarms } from './case.alarms.js';
import { CaseAudience } from './case.audience.js';
import { CaseChanges } from './case.changes.js';
import { CaseController } from './case.controller.js';
import { CaseDocuments } from './case.document.js';
import { CaseFactsReader } from './case.facts.js';
import { CaseFrames } from './case.frame.js';
import { CaseGate } from './case.gate.js';
import { CaseHistoryReader } from './case.history.reader.js';
import { CaseKeeper } from './case.keeper.js';
import { CaseOverviews } from './case.overview.js';
import { CasePages } from './case.pages.js';
import { CaseTurns } from './case.turns.js';
import { CasesQueries } from './cases.queries.js';
import { CasesService } from './cases.service.js';
import { DraftForms } from './draft-forms.js';
import { DraftRedraws } from './draft-redraws.js';
import { DraftsController } from './drafts.controller.js';
import { DraftsService } from './drafts.service.js';
import { RaiseAlarms } from './jobs/raise-alarms.js';
import { ListsController, ToDoBadge } from './lists.controller.js';
import { ListPages } from './lists.pages.js';
import { MovesController } from './moves.controller.js';
import { PatientLookup } from './patient.lookup.js';
import { PatientsController } from './patients.controller.js';
import { PatientPages } from './patients.pages.js';
import { SpecialistChoice } from './specialist-choice.js';
import { ToDoQueries } from './to-do.queries.js';

@Module({
  imports: [AccountsModule, DiscoveryModule, SpecialtiesModule],
  controllers: [ListsController, DraftsController, CaseController, AllocationsController, MovesController, PatientsController],
  providers: [
    AllocationForms, AllocationPages, AllocationsService, BackupProposals, CaseAlarms, CaseAudience, CaseChanges, CaseDocuments, CaseFactsReader, CaseFormPages, CaseFrames, CaseGate, CaseHistoryReader, CaseKeeper, CaseOverviews, CasePages, CaseTurns,
    CasesQueries, CasesService, DraftForms, DraftRedraws, DraftsService, ListPages, PatientLookup, PatientPages, RaiseAlarms, SpecialistChoice, ToDoBadge, ToDoQueries,
  ],
  exports: [AllocationsService, CaseAlarms, CaseAudience, CaseDocuments, CaseFrames, CaseGate, CaseHistoryReader, CaseKeeper, CaseOverviews, CaseTurns, CasesService, DraftsService, PatientLookup],
})
export class CasesModule {}
