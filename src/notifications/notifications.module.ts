import { Module } from '@nestjs/common';
import { MailModule } from '#libs/mail/mail.module';
import { AccountsModule } from '../accounts/index.js';
import { CasesModule } from '../cases/index.js';
import { DiscussionsModule } from '../discussions/index.js';
import { AnswerWhoeverAskedForAnAccount } from './answer-whoever-asked-for-an-account.js';
import { CaseCompany } from './case-company.js';
import { Digests } from './digests.js';
import { FailuresController } from './failures.controller.js';
import { FailuresPage } from './failures.page.js';
import { Failures } from './failures.js';
import { MailJob } from './mail.job.js';
import { MailWriter } from './mail.writer.js';
import { NotificationsController } from './notifications.controller.js';
import { NotificationsQueries } from './notifications.queries.js';
import { Notifier } from './notifier.js';
import { NotifyBothOfACaseThatWasHandedOver } from './notify-both-of-a-case-that-was-handed-over.js';
import { NotifyEveryoneOfACasePostedInError } from './notify-everyone-of-a-case-posted-in-error.js';
import { NotifyTheAdministratorsOfAnAccountRequest } from './notify-the-administrators-of-an-account-request.js';
import { NotifyTheAdministratorsOfARoleToConfirm } from './notify-the-administrators-of-a-role-to-confirm.js';
import { NotifyTheAuthorOfAnOutcomeThatIsDue } from './notify-the-author-of-an-outcome-that-is-due.js';
import { NotifyTheCoordinatorsOfARefusedAllocation } from './notify-the-coordinators-of-a-refused-allocation.js';
import { NotifyTheCoordinatorsOfAnOverdueCase } from './notify-the-coordinators-of-an-overdue-case.js';
import { NotifyTheCoordinatorsOfASubmittedCase } from './notify-the-coordinators-of-a-submitted-case.js';
import { NotifyTheMedcosOfACase } from './notify-the-medcos-of-a-case.js';
import { NotifyTheOtherSideOfAComment } from './notify-the-other-side-of-a-comment.js';
import { NotifyTheProjectOfACaseThatACoordinatorClosed } from './notify-the-project-of-a-case-that-a-coordinator-closed.js';
import { NotifyTheProjectOfAQuestion } from './notify-the-project-of-a-question.js';
import { NotifyTheProjectOfAnAcceptedCase } from './notify-the-project-of-an-accepted-case.js';
import { NotifyTheProjectOfAnAnswer } from './notify-the-project-of-an-answer.js';
import { NotifyTheSpecialistOfAWithdrawnAllocation } from './notify-the-specialist-of-a-withdrawn-allocation.js';
import { NotifyTheSpecialistOfAnAllocation } from './notify-the-specialist-of-an-allocation.js';
import { NotifyTheSpecialistsOfAClosedCase } from './notify-the-specialists-of-a-closed-case.js';
import { NotifyTheSpecialistsOfAReply } from './notify-the-specialists-of-a-reply.js';
import { NotifyTheSpecialistsOfAnOutcome } from './notify-the-specialists-of-an-outcome.js';
import { NotifyWhoeverAskedForAPdf } from './notify-whoever-asked-for-a-pdf.js';
import { NotifyWhoeverWasRefusedAnAccount } from './notify-whoever-was-refused-an-account.js';
import { NotifyWhomAnInfectedFileConcerns } from './notify-whom-an-infected-file-concerns.js';
import { SendTheActivationLink } from './send-the-activation-link.js';
import { SendTheLinkForANewAddress } from './send-the-link-for-a-new-address.js';
import { SendTheLinkForANewPassword } from './send-the-link-for-a-new-password.js';
import { TellTheOwnerOfAChangeOfTheirSignIn } from './tell-the-owner-of-a-change-of-their-sign-in.js';
import { TellTheOwnerOfAnAddressThatAskedAgain } from './tell-the-owner-of-an-address-that-asked-again.js';

/** Each of them sees to one line of the table of who is told of what. */
const handlers = [
  AnswerWhoeverAskedForAnAccount,
  NotifyBothOfACaseThatWasHandedOver,
  NotifyEveryoneOfACasePostedInError,
  NotifyTheAdministratorsOfAnAccountRequest,
  NotifyTheAdministratorsOfARoleToConfirm,
  NotifyTheAuthorOfAnOutcomeThatIsDue,
  NotifyTheCoordinatorsOfARefusedAllocation,
  NotifyTheCoordinatorsOfASubmittedCase,
  NotifyTheCoordinatorsOfAnOverdueCase,
  NotifyTheMedcosOfACase,
  NotifyTheOtherSideOfAComment,
  NotifyTheProjectOfACaseThatACoordinatorClosed,
  NotifyTheProjectOfAQuestion,
  NotifyTheProjectOfAnAcceptedCase,
  NotifyTheProjectOfAnAnswer,
  NotifyTheSpecialistOfAWithdrawnAllocation,
  NotifyTheSpecialistOfAnAllocation,
  NotifyTheSpecialistsOfAClosedCase,
  NotifyTheSpecialistsOfAReply,
  NotifyTheSpecialistsOfAnOutcome,
  NotifyWhoeverAskedForAPdf,
  NotifyWhoeverWasRefusedAnAccount,
  NotifyWhomAnInfectedFileConcerns,
  SendTheActivationLink,
  SendTheLinkForANewAddress,
  SendTheLinkForANewPassword,
  TellTheOwnerOfAChangeOfTheirSignIn,
  TellTheOwnerOfAnAddressThatAskedAgain,
];

@Module({
  imports: [AccountsModule, CasesModule, DiscussionsModule, MailModule],
  controllers: [NotificationsController, FailuresController],
  providers: [CaseCompany, Digests, Failures, FailuresPage, MailJob, MailWriter, NotificationsQueries, Notifier, ...handlers],
})
export class NotificationsModule {}
