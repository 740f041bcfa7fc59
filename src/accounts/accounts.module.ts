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
import { DecisionsController } from './decisions.controller.js';
import { DecisionsService } from './decisions.service.js';
import { ForgottenPasswordController } from './forgotten-password.controller.js';
import { SweepWhatHasExpired } from './jobs/sweep-what-has-expired.js';
import { LinkMails } from './link-mails.js';
import { LinksController } from './links.controller.js';
import { LinksService } from './links.service.js';
import { Memberships } from './memberships.js';
import { MissionsController } from './missions.controller.js';
import { People } from './people.js';
import { ProfileController } from './profile.controller.js';
import { ProfileDesk } from './profile.desk.js';
import { ProfileService } from './profile.service.js';
import { ProjectAdministration } from './project-administration.service.js';
import { ProjectsController } from './projects.controller.js';
import { Projects } from './projects.js';
import { ProjectsQueries } from './projects.queries.js';
import { RequestAccountController } from './request-account.controller.js';
import { RoleGrantsController } from './role-grants.controller.js';
import { RoleGrants } from './role-grants.service.js';
import { SignInController } from './sign-in.controller.js';
import { SignInService } from './sign-in.service.js';
import { SignInThrottle } from './sign-in.throttle.js';
import { SpecialtiesController } from './specialties.controller.js';
import { Throttle } from './throttle.js';

@Module({
  imports: [DiscoveryModule, SpecialtiesModule],
  controllers: [
    SignInController,
    RequestAccountController,
    ForgottenPasswordController,
    LinksController,
    ProfileController,
    AbsencesController,
    AccountsController,
    DecisionsController,
    AccountController,
    RoleGrantsController,
    MissionsController,
    ProjectsController,
    SpecialtiesController,
  ],
  providers: [
    Absences,
    AccountAdministration,
    AccountLinks,
    AccountNotes,
    AccountRequests,
    AccountsQueries,
    Actors,
    DecisionsService,
    LinkMails,
    LinksService,
    Memberships,
    People,
    ProfileDesk,
    ProfileService,
    ProjectAdministration,
    Projects,
    ProjectsQueries,
    RoleGrants,
    SignInService,
    SignInThrottle,
    SweepWhatHasExpired,
    Throttle,
  ],
  exports: [AccountLinks, AccountRequests, Actors, People, Projects],
})
export class AccountsModule {}
