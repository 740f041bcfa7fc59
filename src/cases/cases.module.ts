import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { SpecialtiesModule } from '../specialties/index.js';
import { AllocationForms } from './allocation.forms.js';
import { CaseFormPages } from './case-form.page.js';
import { CaseAudience } from './case.audience.js';
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
import { DraftsController } from './drafts.controller.js';
import { DraftsService } from './drafts.service.js';
import { ListsController, ToDoBadge } from './lists.controller.js';
import { ListPages } from './lists.pages.js';
import { MovesController } from './moves.controller.js';
import { AskForOutcomes } from './jobs/ask-for-outcomes.js';
import { OutcomeRequests } from './outcome-requests.js';
import { PatientLookup } from './patient.lookup.js';
import { PatientsController } from './patients.controller.js';
import { PatientPages } from './patients.pages.js';
import { PostedInErrorController } from './posted-in-error.controller.js';
import { PostedInErrorPages } from './posted-in-error.pages.js';
import { PostedInErrorReader } from './posted-in-error.reader.js';
import { PostedInError } from './posted-in-error.js';
import { SpecialistChoice } from './specialist-choice.js';

@Module({
  imports: [DiscoveryModule, SpecialtiesModule],
  controllers: [ListsController, PostedInErrorController, DraftsController, CaseController, MovesController, PatientsController],
  providers: [
    AllocationForms, AskForOutcomes, CaseAudience, CaseDocuments, CaseFactsReader, CaseFormPages, CaseFrames, CaseGate, CaseHistoryReader, CaseKeeper, CaseOverviews, CasePages, CaseTurns,
    CasesQueries, CasesService, DraftForms, DraftsService, ListPages, OutcomeRequests, PatientLookup, PatientPages, PostedInError, PostedInErrorPages, PostedInErrorReader, SpecialistChoice, ToDoBadge,
  ],
  exports: [CaseAudience, CaseDocuments, CaseFrames, CaseGate, CaseHistoryReader, CaseKeeper, CaseOverviews, CaseTurns, CasesService, DraftsService, OutcomeRequests, PatientLookup],
})
export class CasesModule {}
