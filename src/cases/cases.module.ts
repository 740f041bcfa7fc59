import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { AccountsModule } from '../accounts/index.js';
import { SpecialtiesModule } from '../specialties/index.js';
import { AbsenceWorkController } from './absence-work.controller.js';
import { AbsenceWork } from './absence-work.js';
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
import { CaseFiguresReader } from './case.figures.js';
import { CaseFrames } from './case.frame.js';
import { CaseGate } from './case.gate.js';
import { CaseHistoryReader } from './case.history.reader.js';
import { CaseKeeper } from './case.keeper.js';
import { CaseOverviews } from './case.overview.js';
import { CasePages } from './case.pages.js';
import { CaseTurns } from './case.turns.js';
import { CasesQueries } from './cases.queries.js';
import { CasesService } from './cases.service.js';
import { Colleagues } from './colleagues.js';
import { DraftForms } from './draft-forms.js';
import { DraftRedraws } from './draft-redraws.js';
import { DraftsController } from './drafts.controller.js';
import { DraftsService } from './drafts.service.js';
import { RaiseAlarms } from './jobs/raise-alarms.js';
import { HandOverController } from './hand-over.controller.js';
import { HandOverPages } from './hand-over.pages.js';
import { HandOvers } from './hand-overs.js';
import { AskForOutcomes } from './jobs/ask-for-outcomes.js';
import { JustDoneReader } from './just-done.js';
import { LeftWorkController } from './left-work.controller.js';
import { ListsController, ToDoBadge } from './lists.controller.js';
import { ListPages } from './lists.pages.js';
import { MovesController } from './moves.controller.js';
import { OutcomeRequests } from './outcome-requests.js';
import { PatientMergerController } from './patient-merger.controller.js';
import { PatientMerger } from './patient-merger.js';
import { PatientMergerPage } from './patient-merger.page.js';
import { PatientRegisterPage } from './patient-register.page.js';
import { PatientChoices } from './patient-choices.js';
import { PatientLookup } from './patient.lookup.js';
import { PatientsController } from './patients.controller.js';
import { PatientPages } from './patients.pages.js';
import { PatientsReader } from './patients.reader.js';
import { PostedInErrorController } from './posted-in-error.controller.js';
import { PostedInErrorPages } from './posted-in-error.pages.js';
import { PostedInErrorReader } from './posted-in-error.reader.js';
import { PostedInError } from './posted-in-error.js';
import { SpecialistChoice } from './specialist-choice.js';
import { ToDoQueries } from './to-do.queries.js';
import { WorkOfAnAccount } from './work-of-an-account.js';

@Module({
  imports: [AccountsModule, DiscoveryModule, SpecialtiesModule],
  controllers: [
    ListsController, PostedInErrorController, DraftsController, CaseController, AllocationsController, MovesController, HandOverController, LeftWorkController, AbsenceWorkController,
    PatientsController, PatientMergerController,
  ],
  providers: [
    AllocationForms, AllocationPages, AllocationsService, AskForOutcomes, BackupProposals, CaseAlarms, CaseAudience, CaseChanges, CaseDocuments, CaseFactsReader,
    CaseFiguresReader, CaseFormPages, CaseFrames, CaseGate, CaseHistoryReader, CaseKeeper, CaseOverviews, CasePages, CasesQueries, CasesService, CaseTurns, Colleagues, DraftForms,
    DraftRedraws, DraftsService, AbsenceWork, HandOverPages, HandOvers, JustDoneReader, ListPages, OutcomeRequests, PatientChoices, PatientLookup, PatientMerger, PatientMergerPage, PatientPages,
    PatientRegisterPage, PatientsReader, PostedInError, PostedInErrorPages, PostedInErrorReader, RaiseAlarms, SpecialistChoice, ToDoBadge, ToDoQueries, WorkOfAnAccount,
  ],
  exports: [
    AllocationsService, CaseAlarms, CaseAudience, CaseDocuments, CaseFiguresReader, CaseFrames, CaseGate, CaseHistoryReader, CaseKeeper, CaseOverviews, CasesService, CaseTurns,
    DraftsService, HandOvers, OutcomeRequests, PatientChoices, PatientLookup,
  ],
})
export class CasesModule {}
