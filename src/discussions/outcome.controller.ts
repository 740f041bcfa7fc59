import { Body, Controller, Get, Post, Redirect } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { readForm, type FormState } from '#libs/forms/form';
import { Dictionary } from '#libs/i18n/words';
import { Page } from '#libs/views/page.decorator';
import { CaseFrames, casePaths, CurrentCase, onCase, OutcomeRequests, seen, seenAgain, type CaseFacts } from '../cases/index.js';
import { CaseStillOpen } from './discussion.errors.js';
import { discussionRules } from './discussions.policy.js';
import { MessagesService } from './messages.service.js';
import { OutcomeForm } from './outcome.form.js';
import { outcomeInWords, outcomePage } from './outcome.page.js';

/** What became of the patient, told after the case was closed. */
@Controller('cases/:reference/outcome')
@Allow(onCase(discussionRules['report-outcome']))
export class OutcomeController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly frames: CaseFrames,
    private readonly messages: MessagesService,
    private readonly outcomes: OutcomeRequests,
    private readonly dictionary: Dictionary,
  ) {}

  @Get()
  @Logs('case.viewed')
  @Page('discussions/outcome')
  async show(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts) {
    if (facts.state !== 'closed') throw new CaseStillOpen();
    return seen(this.work, actor, facts, () => this.page(actor, facts), { rule: discussionRules['report-outcome'] });
  }

  @Post()
  @Logs('case.outcome-reported')
  @Redirect('', 303)
  async report(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Body() body: Record<string, unknown>) {
    const read = readForm(OutcomeForm, body);
    if (!read.ok) throw await seenAgain(this.work, actor, facts, 'discussions/outcome', () => this.page(actor, facts, read.form), { rule: discussionRules['report-outcome'] });
    const { skip } = read.data;
    const url = await this.work.once(String(body._once ?? ''), actor.id, async (tx) => {
      if (skip) await this.messages.skipOutcome(tx, actor, facts, skip);
      else await this.messages.reportOutcome(tx, actor, facts, { body: outcomeInWords(read.data, this.dictionary.in(actor.language)), language: actor.language });
      return `${casePaths.show(facts.reference)}?done=outcome-${skip ? 'skipped' : 'reported'}`;
    });
    return { url };
  }

  private async page(actor: Actor, facts: CaseFacts, form?: FormState) {
    const isOpen = await this.outcomes.isOwed(facts.id);
    return outcomePage(await this.frames.frame(actor, facts, 'discussion'), isOpen, this.dictionary.in(actor.language), form);
  }
}
