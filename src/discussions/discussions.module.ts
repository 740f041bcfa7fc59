import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/index.js';
import { SpecialtiesModule } from '../specialties/index.js';
import { CaseMessages } from './case.messages.js';
import { DiscussionController } from './discussion.controller.js';
import { DiscussionPages } from './discussion.pages.js';
import { DiscussionTab } from './discussion.tab.js';
import { MessageIntake } from './message.intake.js';
import { MessagesReader } from './messages.reader.js';
import { MessagesService } from './messages.service.js';
import { OutcomeController } from './outcome.controller.js';

@Module({
  imports: [CasesModule, SpecialtiesModule],
  controllers: [DiscussionController, OutcomeController],
  providers: [CaseMessages, DiscussionPages, DiscussionTab, MessageIntake, MessagesReader, MessagesService],
  exports: [CaseMessages, MessagesService],
})
export class DiscussionsModule {}
