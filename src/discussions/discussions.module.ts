import { Global, Module } from '@nestjs/common';
import { CasesModule, WrittenMessages } from '../cases/index.js';
import { SpecialtiesModule } from '../specialties/index.js';
import { CaseMessages } from './case.messages.js';
import { DiscussionController } from './discussion.controller.js';
import { DiscussionPages } from './discussion.pages.js';
import { DiscussionTab } from './discussion.tab.js';
import { MessageIntake } from './message.intake.js';
import { MessagesReader } from './messages.reader.js';
import { MessagesService } from './messages.service.js';
import { OutcomeController } from './outcome.controller.js';

/** Global, because attachments ask whether a message is written that a file has come for. */
@Global()
@Module({
  imports: [CasesModule, SpecialtiesModule],
  controllers: [DiscussionController, OutcomeController],
  providers: [CaseMessages, { provide: WrittenMessages, useExisting: CaseMessages }, DiscussionPages, DiscussionTab, MessageIntake, MessagesReader, MessagesService],
  exports: [CaseMessages, WrittenMessages, MessagesService],
})
export class DiscussionsModule {}
