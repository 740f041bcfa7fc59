import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { SpecialtiesModule } from '../specialties/index.js';
import { Absences } from './absences.js';
import { AbsencesController } from './absences.controller.js';
import { AccountAdministration } from './account-administration.service.js';
import { AccountController } from './account.controller.js';
import { AccountNotes } from './account-notes.js';
import { AccountLinks } from './account-links.js';
import { AccountRequests } from './account-requests.js';
import { AccountsController } from './accounts.controller.js';
import { AccountsQueries } from './accounts.queries.js';
import { Actors } from './actors.js';
import { CodeDesk } from './code.desk.js';
import { CodeThrottle } from './code.throttle.js';
import { DecisionsController } from './decisions.controller.js';
import { DecisionsService } from './decisions.service.js';
import { EmailChanges } from './email-changes.js';
import { EmailConfirmationController } from './email-confirmation.controller.js';
import { EmailController } from './email.controller.js';
import { Entrance } from './entrance.js';
import { FactorReset } from './factor-reset.service.js';
import { FactorResetController } from './factor-reset.controller.js';
import { ForgottenPasswordController } from './forgotten-password.controller.js';
import { AnnounceLinks } from './jobs/announce-links.js';
import { KeepAccountRequests } from './jobs/keep-account-requests.js';
import { SweepWhatHasExpired } from './jobs/sweep-what-has-expired.js';
import { LinkMails } from './link-mails.js';
import { LinksController } from './links.controller.js';
import { LinksService } from './links.service.js';
import { Memberships } from './memberships.js';
import { MissionsController } from './missions.controller.js';
import { OwnFactors } from './own-factors.service.js';
import { OwnPasskeys } from './own-passkeys.service.js';
import { OwnSessions } from './own-sessions.js';
import { Passkeys } from './passkeys.js';
import { PasskeysController } from './passkeys.controller.js';
import { PasswordController } from './password.controller.js';
import { People } from './people.js';
import { ProfileController } from './profile.controller.js';
import { ProfileDesk } from './profile.desk.js';
import { ProfileService } from './profile.service.js';
import { ProjectAdministration } from './project-administration.service.js';
import { ProjectsController } from './projects.controller.js';
import { Projects } from './projects.js';
import { ProjectsQueries } from './projects.queries.js';
import { ProofController } from './proof.controller.js';
import { ProofDesk } from './proof.desk.js';
import { ProofService } from './proof.service.js';
import { RequestAccountController } from './request-account.controller.js';
import { RequestConfirmationController } from './request-confirmation.controller.js';
import { RequestConfirmations } from './request-confirmations.js';
import { RoleGrantsController } from './role-grants.controller.js';
import { RoleGrants } from './role-grants.service.js';
import { SecondFactors } from './second-factors.js';
import { SecondStepController } from './second-step.controller.js';
import { SecondStep } from './second-step.service.js';
import { SessionsController } from './sessions.controller.js';
import { SetupController } from './setup.controller.js';
import { SignInCodeController } from './sign-in-code.controller.js';
import { SignInController } from './sign-in.controller.js';
import { SignInService } from './sign-in.service.js';
import { SignInThrottle } from './sign-in.throttle.js';
import { SpecialtiesController } from './specialties.controller.js';
import { ElsewhereController } from './single-sign-on/elsewhere.controller.js';
import { Grants } from './single-sign-on/grants.js';
import { HospitalDirectory } from './single-sign-on/hospital-directory.js';
import { Identities } from './single-sign-on/identities.js';
import { LetIn } from './single-sign-on/let-in.js';
import { ProofElsewhere } from './single-sign-on/proof-elsewhere.js';
import { Provider } from './single-sign-on/provider.js';
import { WayElsewhere } from './single-sign-on/way-elsewhere.js';
import { Throttle } from './throttle.js';
import { Welcome } from './welcome.js';

@Module({
  imports: [DiscoveryModule, SpecialtiesModule],
  controllers: [
    SignInController,
    SignInCodeController,
    ElsewhereController,
    RequestAccountController,
    RequestConfirmationController,
    ForgottenPasswordController,
    LinksController,
    ProfileController,
    PasswordController,
    EmailController,
    EmailConfirmationController,
    PasskeysController,
    ProofController,
    SecondStepController,
    SessionsController,
    SetupController,
    AbsencesController,
    AccountsController,
    DecisionsController,
    AccountController,
    RoleGrantsController,
    MissionsController,
    ProjectsController,
    SpecialtiesController,
    FactorResetController,
  ],
  providers: [
    Absences,
    AccountAdministration,
    AccountLinks,
    AccountNotes,
    AccountRequests,
    AccountsQueries,
    Actors,
    AnnounceLinks,
    CodeDesk,
    CodeThrottle,
    DecisionsService,
    EmailChanges,
    Entrance,
    FactorReset,
    Grants,
    HospitalDirectory,
    Identities,
    KeepAccountRequests,
    LetIn,
    LinkMails,
    LinksService,
    Memberships,
    OwnFactors,
    OwnPasskeys,
    Passkeys,
    OwnSessions,
    People,
    ProfileDesk,
    ProfileService,
    ProjectAdministration,
    Projects,
    ProjectsQueries,
    ProofDesk,
    ProofElsewhere,
    ProofService,
    RequestConfirmations,
    RoleGrants,
    SecondFactors,
    SecondStep,
    Provider,
    SignInService,
    SignInThrottle,
    SweepWhatHasExpired,
    Throttle,
    Welcome,
    WayElsewhere,
  ],
  exports: [AccountLinks, AccountRequests, Actors, EmailChanges, People, Projects, RequestConfirmations],
})
export class AccountsModule {}
