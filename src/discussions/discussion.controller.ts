import { Controller, Get, Post, Query, Redirect, Req } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { ReadsFiles } from '#libs/forms/form.guard';
import type { AppRequest } from '#libs/sessions/request';
import { Page } from '#libs/views/page.decorator';
import { CaseFiles, CurrentCase, onCase, type CaseFacts } from '../cases/index.js';
import { DiscussionPages } from './discussion.pages.js';
import { discussionRules } from './discussions.policy.js';
import { gradedPictures } from './graded-pictures.js';
import { AnswerForm, LetterForm, QuestionForm } from './message.forms.js';
import { MessageIntake } from './message.intake.js';
import { isForSpecialist, MessagesService } from './messages.service.js';

/** The discussion of a case, and what is written into it. */
@Controller('cases/:reference')
export class DiscussionController {
  constructor(
    private readonly pages: DiscussionPages,
    private readonly intake: MessageIntake,
    private readonly messages: MessagesService,
    private readonly files: CaseFiles,
  ) {}

  @Get('discussion')
  @Allow(onCase(discussionRules.see))
  @Logs('case.discussion-viewed')
  @Page('discussions/discussion')
  show(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Query('image') image: unknown, @Query('corrects') corrects: unknown) {
    return this.pages.page(actor, facts, { image, corrects });
  }

  @Post('messages')
  @Allow(onCase(discussionRules.write))
  @ReadsFiles(true)
  @Logs('case.commented')
  @Redirect('', 303)
  async comment(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Req() request: AppRequest) {
    return { url: await this.intake.take(request, actor, facts, 'write', LetterForm, (tx, { data, brings }) => this.messages.comment(tx, actor, facts, { ...data, ...brings })) };
  }

  @Post('replies')
  @Allow(onCase(discussionRules.reply))
  @ReadsFiles(true)
  @Logs('case.replied')
  @Redirect('', 303)
  async reply(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Req() request: AppRequest) {
    return { url: await this.intake.take(request, actor, facts, 'write', LetterForm, (tx, { data, brings }) => this.messages.reply(tx, actor, facts, { ...data, ...brings })) };
  }

  /** The specialist asks in a form of their own, the project in that of its messages. */
  @Post('questions')
  @Allow(onCase(discussionRules.question))
  @ReadsFiles(true)
  @Logs('case.information-requested')
  @Redirect('', 303)
  async ask(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Req() request: AppRequest) {
    const url = isForSpecialist(actor, facts)
      ? this.intake.take(request, actor, facts, 'ask', QuestionForm, (tx, { data: { question, language }, brings }) => this.messages.ask(tx, actor, facts, { body: question, language, ...brings }))
      : this.intake.take(request, actor, facts, 'write', LetterForm, (tx, { data, brings }) => this.messages.ask(tx, actor, facts, { ...data, ...brings }));
    return { url: await url };
  }

  @Post('answers')
  @Allow(onCase(discussionRules.answer))
  @ReadsFiles(true)
  @Logs('case.answered')
  @Redirect('', 303)
  async answer(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Req() request: AppRequest) {
    const there = await this.files.listOf(facts.id);
    const url = await this.intake.take(request, actor, facts, 'answer', AnswerForm, (tx, { data: { language, corrects, ...texts }, brings, fields }) =>
      this.messages.answer(tx, actor, facts, { body: '', language, corrects, ...brings, answer: { ...texts, pictures: gradedPictures(fields, there) } }),
    );
    return { url };
  }
}
