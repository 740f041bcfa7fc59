import { Injectable } from '@nestjs/common';
import { Settings } from '#config/settings';
import type { Actor } from '#libs/authorization/actor';
import { UnitOfWork, type Transaction } from '#libs/database/unit-of-work';
import { Conflict, Unusable } from '#libs/errors/domain-error';
import { CsrfTokens } from '#libs/forms/csrf';
import { readForm } from '#libs/forms/form';
import { isId } from '#libs/forms/id';
import { Dictionary } from '#libs/i18n/words';
import type { AppRequest } from '#libs/sessions/request';
import { receiveForm, type ReceivedForm } from '#libs/uploads/index';
import { Redraw } from '#libs/views/redraw';
import { refusedInWords, type CaseFacts } from '../cases/index.js';
import { DiscussionPages, type DiscussionOptions } from './discussion.pages.js';
import { discussionPaths } from './discussions.paths.js';
import type { Letter } from './messages.service.js';
import type { WritingForm } from './writing-forms.js';

/** Texts of the forms in the order in which they are shown again when they were not sent. */
const TEXTS = ['body', 'question', 'impression', 'advice', 'watch', 'report'];

/** Of a message, that can be said to be on their way. */
const MOST_FILES = 1000;

/** What a form brought, checked. */
export interface TakenForm<Form> {
  readonly data: Form;
  /** Its id, and its files: those that came with the form, and those that come by themselves. */
  readonly brings: Pick<Letter, 'id' | 'files' | 'filesChosen' | 'leftOut'>;
  /** Everything that was sent, checked or not. */
  readonly fields: ReceivedForm['fields'];
}

/** Takes the forms of a discussion, files included. Whatever happens, what was typed comes back. */
@Injectable()
export class MessageIntake {
  constructor(
    private readonly work: UnitOfWork,
    private readonly pages: DiscussionPages,
    private readonly tokens: CsrfTokens,
    private readonly settings: Settings,
    private readonly dictionary: Dictionary,
  ) {}

  /**
   * @param write answers with the id of the new message
   * @returns where to go next
   * @throws Redraw: 422 when something lacks, or a file could not be taken; 409 when it came too late
   */
  async take<Form extends object>(
    request: AppRequest, actor: Actor, facts: CaseFacts, form: WritingForm, type: new () => Form, write: (tx: Transaction, taken: TakenForm<Form>) => Promise<string>,
  ): Promise<string> {
    const words = this.dictionary.in(actor.language);
    const received = await receiveForm(request, { directory: this.settings.inDataDir('files'), tokens: this.tokens, maxBytes: this.settings.uploadMaxBytes });
    const { fields, refused } = received;
    const read = readForm(type, fields);
    if (!read.ok) {
      await received.discard();
      const notice = received.files.length > 0 ? { heading: words('discussions:errors.files-again'), text: '' } : undefined;
      throw await this.redraw(actor, facts, { typed: { form, state: read.form }, corrects: fields.corrects, notice }, 422);
    }
    const goTo = await received.use((take) =>
      this.work.once(String(fields._once ?? ''), actor.id, async (tx) => discussionPaths.message(facts.reference, await write(tx, { data: read.data, brings: { files: take(), ...byThemselves(fields) }, fields }))),
    ).catch(async (error: unknown) => {
      throw error instanceof Conflict || error instanceof Unusable ? await this.notSent(actor, facts, fields, error) : error;
    });
    if (refused.length > 0) {
      const reasons = refusedInWords(refused, this.settings.uploadMaxBytes, actor.language, words);
      throw await this.redraw(actor, facts, { notice: { heading: words('discussions:errors.sent-without-files'), text: reasons.join(' ') } }, 422);
    }
    return goTo;
  }

  private notSent(actor: Actor, facts: CaseFacts, fields: ReceivedForm['fields'], { key, details, status }: Conflict | Unusable): Promise<Redraw> {
    const words = this.dictionary.in(actor.language);
    const body = TEXTS.flatMap((name) => (fields[name] ? [String(fields[name])] : [])).join('\n\n');
    return this.redraw(actor, facts, { unsent: { body, message: fields.message }, notice: { heading: words('discussions:errors.not-sent'), text: `${words(key, details)} ${words('discussions:errors.kept')}` } }, status);
  }

  private async redraw(actor: Actor, facts: CaseFacts, options: DiscussionOptions, status: 409 | 422): Promise<Redraw> {
    return new Redraw('discussions/discussion', await this.pages.page(actor, facts, options), status);
  }
}

/** What a script says of the files that it sends by itself: they know the message by the id that its form has had since it was drawn. */
function byThemselves(fields: ReceivedForm['fields']): Pick<Letter, 'id' | 'filesChosen' | 'leftOut'> {
  const chosen = Number(fields['files-chosen']);
  if (!isId(fields.message)) return {};
  return { id: fields.message, filesChosen: Number.isInteger(chosen) && chosen > 0 ? Math.min(chosen, MOST_FILES) : 0, leftOut: String(fields['left-out'] ?? '').split(' ') };
}
