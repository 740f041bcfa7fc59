import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Actor } from '#libs/authorization/actor';
import type { Transaction } from '#libs/database/unit-of-work';
import { NotFound } from '#libs/errors/domain-error';
import type { ReceivedFile } from '#libs/uploads/index';
import { addToSearchDocument, CaseFiles, CaseGate, CaseTurns, may, OutcomeRequests, subjectOf, type CaseFacts, type HeldCase } from '../cases/index.js';
import { CaseStillOpen, CorrectionNotYours } from './discussion.errors.js';
import { MessageWritten, OutcomeReported } from './discussion.events.js';
import { discussionRules } from './discussions.policy.js';
import type { AnswerParts, MessageKind } from './message.js';

/** What is written, whatever it means for the case. */
export interface Letter {
  readonly body: string;
  readonly language: string;
  readonly answer?: AnswerParts;
  /** A message of the same author that this one puts right. */
  readonly corrects?: string;
  readonly files?: readonly ReceivedFile[];
  /** What its form calls it, for the files that come by themselves while it is written; one that is taken is another message's. */
  readonly id?: string;
  /** How many of those its author has chosen. */
  readonly filesChosen?: number;
  /** Which of those were taken back, though that could not be said yet. */
  readonly leftOut?: readonly string[];
}

/**
 * The verbs of a discussion; each answers with the id of the new message. Nothing is ever edited or deleted. Whatever is
 * too late (the case is closed, it is no longer one's turn) is a Conflict.
 */
@Injectable()
export class MessagesService {
  constructor(
    private readonly gate: CaseGate,
    private readonly turns: CaseTurns,
    private readonly files: CaseFiles,
    private readonly outcomes: OutcomeRequests,
  ) {}

  async comment(tx: Transaction, actor: Actor, { id, reference }: CaseFacts, letter: Letter): Promise<string> {
    const held = await this.turns.comment(tx, actor, id);
    const messageId = await this.write(tx, actor, held, 'comment', 'case.commented', letter);
    await tx.record(new MessageWritten(actor, { caseId: id, reference, messageId, kind: 'comment', authorRole: held.role }));
    return messageId;
  }

  /** The project replies to whoever asked. */
  async reply(tx: Transaction, actor: Actor, { id }: CaseFacts, letter: Letter): Promise<string> {
    return this.write(tx, actor, await this.turns.reply(tx, actor, id), 'reply', 'case.replied', letter);
  }

  /** A specialist needs to know more; or, from the project, a further question after an answer. */
  async ask(tx: Transaction, actor: Actor, facts: CaseFacts, letter: Letter): Promise<string> {
    const held = isForSpecialist(actor, facts) ? await this.turns.ask(tx, actor, facts.id) : await this.turns.askOn(tx, actor, facts.id);
    return this.write(tx, actor, held, 'question', 'case.information-requested', letter);
  }

  /** An answer, or one in the place of an earlier one, which leaves open what was asked since. */
  async answer(tx: Transaction, actor: Actor, { id }: CaseFacts, letter: Letter & { readonly answer: AnswerParts }): Promise<string> {
    const isCorrection = Boolean(letter.corrects) && (await this.ownMessage(tx, actor, id, letter.corrects!)).kind === 'answer';
    const held = isCorrection ? await this.turns.correct(tx, actor, id) : await this.turns.answer(tx, actor, id);
    return this.write(tx, actor, held, 'answer', 'case.answered', letter);
  }

  /** What became of the patient: the one thing that a closed case still takes. @throws CaseStillOpen */
  async reportOutcome(tx: Transaction, actor: Actor, { id, reference }: CaseFacts, letter: Letter): Promise<string> {
    const held = await this.gate.hold(tx, actor, id, discussionRules['report-outcome']);
    if (!held.kase.isClosed) throw new CaseStillOpen();
    const specialistIds = held.allocations.filter(({ answeredAt }) => answeredAt !== null).map(({ specialistId }) => specialistId);
    const messageId = await this.write(tx, actor, held, 'outcome', 'case.outcome-reported', letter);
    await this.outcomes.told(tx, actor, id);
    await tx.record(new OutcomeReported(actor, { caseId: id, reference, specialistIds }));
    return messageId;
  }

  /** The outcome that is asked for can't be told. @throws CaseStillOpen; CaseMoved when none is asked for */
  async skipOutcome(tx: Transaction, actor: Actor, { id }: CaseFacts, because: string): Promise<void> {
    const { kase, role } = await this.gate.hold(tx, actor, id, discussionRules['report-outcome']);
    if (!kase.isClosed) throw new CaseStillOpen();
    await this.outcomes.skip(tx, actor, id, because);
    tx.log({ who: actor, role, action: 'case.outcome-skipped', subject: subjectOf(kase) });
  }

  private async write(tx: Transaction, actor: Actor, held: HeldCase, kind: MessageKind, action: string, { body, language, answer, corrects, files = [], id: chosen = randomUUID(), filesChosen = 0, leftOut = [] }: Letter): Promise<string> {
    const { kase, role } = held;
    if (corrects) await this.ownMessage(tx, actor, kase.id, corrects);
    const [written] = await tx.query<{ id: string }>(
      `insert into messages (id, case_id, author_id, author_role, kind, body, answer, language, corrects_id, files_chosen)
       select case when is_taken then gen_random_uuid() else $1 end, $2, $3, $4, $5, $6, $7, $8, $9, $10 + case when is_taken then 0 else $11 end
       from (select exists (select from messages where id = $1) as is_taken) other returning id`,
      [chosen, kase.id, actor.id, role, kind, body, answer ? JSON.stringify(answer) : null, language, corrects ?? null, files.length, filesChosen],
    );
    const { id } = written!;
    await addToSearchDocument(tx, kase.id, answer ? [body, answer.impression, answer.advice, answer.watch, answer.report] : [body]);
    await this.files.bring(tx, actor, held, id, leftOut);
    if (files.length > 0) await this.files.keep(tx, actor, held, files, { messageId: id });
    tx.log({ who: actor, role, action, subject: subjectOf(kase) });
    return id;
  }

  /** @throws NotFound; CorrectionNotYours */
  private async ownMessage(tx: Transaction, actor: Actor, caseId: string, messageId: string): Promise<{ readonly kind: MessageKind }> {
    const [message] = await tx.query<{ author_id: string; kind: MessageKind }>(`select author_id, kind from messages where id = $1 and case_id = $2`, [messageId, caseId]);
    if (!message) throw new NotFound();
    if (message.author_id !== actor.id) throw new CorrectionNotYours();
    return message;
  }
}

/** Somebody who is both the project's and the case's specialist asks as the one whose question it can be now. */
export const isForSpecialist = (actor: Actor, facts: CaseFacts): boolean =>
  may(discussionRules.ask, actor, facts) && !(facts.allocation?.state === 'answered' && may(discussionRules['ask-on'], actor, facts));
