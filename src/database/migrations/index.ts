import { CreateKernel1795000000000 } from './1795000000000-create-kernel.js';
import { CreateAccounts1795000100000 } from './1795000100000-create-accounts.js';
import { CreateRateLimits1795000110000 } from './1795000110000-create-rate-limits.js';
import { AddLanguagesOfAnswers1795000120000 } from './1795000120000-add-languages-of-answers.js';
import { CreateCases1795000200000 } from './1795000200000-create-cases.js';
import { CreateAttachmentsAndDiscussions1795000300000 } from './1795000300000-create-attachments-and-discussions.js';
import { CreateNotifications1795000400000 } from './1795000400000-create-notifications.js';
import { CreateAccessLogCheckpoints1795000410000 } from './1795000410000-create-access-log-checkpoints.js';
import { AddWhatNotificationsAreAbout1795000420000 } from './1795000420000-add-what-notifications-are-about.js';
import { CreateJobWorkers1795000500000 } from './1795000500000-create-job-workers.js';
import { AddThePageADraftWasSavedFrom1795000600000 } from './1795000600000-add-the-page-a-draft-was-saved-from.js';
import { CreateCaseAlarms1795000610000 } from './1795000610000-create-case-alarms.js';
import { AddCasesPostedInError1795000700000 } from './1795000700000-add-cases-posted-in-error.js';
import { AddOutcomeRequests1795000710000 } from './1795000710000-add-outcome-requests.js';
import { MergePatients1795000730000 } from './1795000730000-merge-patients.js';
import { CreateCaseSearch1795000740000 } from './1795000740000-create-case-search.js';
import { CreateCasePeople1795000750000 } from './1795000750000-create-case-people.js';
import { CreateUploads1796100000000 } from './1796100000000-create-uploads.js';
import { AddWhatPreviewsShow1796200000000 } from './1796200000000-add-what-previews-show.js';
import { AddChecksumsOfFiles1796300000000 } from './1796300000000-add-checksums-of-files.js';
import { AddScansOfFiles1796300001000 } from './1796300001000-add-scans-of-files.js';
import { AddWhereFilesAre1796400000000 } from './1796400000000-add-where-files-are.js';
import { AddReducedCopies1796500000000 } from './1796500000000-add-reduced-copies.js';
import { AddSeriesOfScans1796500001000 } from './1796500001000-add-series-of-scans.js';
import { CreateSecondFactors1796600000000 } from './1796600000000-create-second-factors.js';
import { CreateEmailChanges1796600001000 } from './1796600001000-create-email-changes.js';
import { CreatePasskeys1796600002000 } from './1796600002000-create-passkeys.js';
import { KeepCodesThatCasesBear1796700000000 } from './1796700000000-keep-codes-that-cases-bear.js';
import { CreateSpecialtyServices1796700001000 } from './1796700001000-create-specialty-services.js';
import { CreateRoleGrants1796700002000 } from './1796700002000-create-role-grants.js';
import { AddWhyAllocationsWereWithdrawn1796700003000 } from './1796700003000-add-why-allocations-were-withdrawn.js';
import { CreateAccountIdentities1796800000000 } from './1796800000000-create-account-identities.js';
import { FindAllocationsByCase1796800001000 } from './1796800001000-find-allocations-by-case.js';
import { ConfirmAddressesOfAccountRequests1796820000000 } from './1796820000000-confirm-addresses-of-account-requests.js';
import { KeepWhenFilesWereChosen1796830000000 } from './1796830000000-keep-when-files-were-chosen.js';
import { FindWhatIsWrittenTogether1796840000000 } from './1796840000000-find-what-is-written-together.js';
import { LetPeopleChooseTheirMails1796850000000 } from './1796850000000-let-people-choose-their-mails.js';
import { LetMedcosAskForMails1796890000000 } from './1796890000000-let-medcos-ask-for-mails.js';
import { KeepWhenAnswersWereDue1796900000000 } from './1796900000000-keep-when-answers-were-due.js';
import { CreateCasePdfs1796901000000 } from './1796901000000-create-case-pdfs.js';
import { HoldUploadsForMessages1796902000000 } from './1796902000000-hold-uploads-for-messages.js';

/** Every change of the schema, in order. A new one goes to the end; none is ever edited after it has landed. */
export const migrations = [
  CreateKernel1795000000000,
  CreateAccounts1795000100000,
  CreateRateLimits1795000110000,
  AddLanguagesOfAnswers1795000120000,
  CreateCases1795000200000,
  CreateAttachmentsAndDiscussions1795000300000,
  CreateNotifications1795000400000,
  CreateAccessLogCheckpoints1795000410000,
  AddWhatNotificationsAreAbout1795000420000,
  CreateJobWorkers1795000500000,
  AddThePageADraftWasSavedFrom1795000600000,
  CreateCaseAlarms1795000610000,
  AddCasesPostedInError1795000700000,
  AddOutcomeRequests1795000710000,
  MergePatients1795000730000,
  CreateCaseSearch1795000740000,
  CreateCasePeople1795000750000,
  CreateUploads1796100000000,
  AddWhatPreviewsShow1796200000000,
  AddChecksumsOfFiles1796300000000,
  AddScansOfFiles1796300001000,
  AddWhereFilesAre1796400000000,
  AddReducedCopies1796500000000,
  AddSeriesOfScans1796500001000,
  CreateSecondFactors1796600000000,
  CreateEmailChanges1796600001000,
  CreatePasskeys1796600002000,
  KeepCodesThatCasesBear1796700000000,
  CreateSpecialtyServices1796700001000,
  CreateRoleGrants1796700002000,
  AddWhyAllocationsWereWithdrawn1796700003000,
  CreateAccountIdentities1796800000000,
  FindAllocationsByCase1796800001000,
  ConfirmAddressesOfAccountRequests1796820000000,
  KeepWhenFilesWereChosen1796830000000,
  FindWhatIsWrittenTogether1796840000000,
  LetPeopleChooseTheirMails1796850000000,
  LetMedcosAskForMails1796890000000,
  KeepWhenAnswersWereDue1796900000000,
  CreateCasePdfs1796901000000,
  HoldUploadsForMessages1796902000000,
];
