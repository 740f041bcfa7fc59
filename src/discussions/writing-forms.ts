import { randomUUID } from 'node:crypto';
import { WRITING_LANGUAGES } from '#config/languages';
import type { Actor } from '#libs/authorization/actor';
import { errorSummary, field, type Field } from '#libs/forms/field';
import { blankForm, type FormState } from '#libs/forms/form';
import { isId } from '#libs/forms/id';
import { moment, type Clock } from '#libs/i18n/times';
import { may, type CaseFacts, type CaseFileSummary, type CaseFrame } from '../cases/index.js';
import { discussionRules } from './discussions.policy.js';
import { discussionPaths } from './discussions.paths.js';
import { QUALITIES, type CaseMessage } from './message.js';

export type WritingForm = 'write' | 'ask' | 'answer';

export interface WritingContext {
  readonly actor: Actor;
  /** As the case stands now. */
  readonly facts: CaseFacts;
  readonly overview: CaseFrame['overview'];
  readonly files: readonly CaseFileSummary[];
  readonly clock: Clock;
  /** What files a message may bring, in words. */
  readonly accepted: string;
  /** An own message that is being put right. */
  readonly corrects: CaseMessage | undefined;
  /** What was typed into one of the forms, when the page is drawn again. */
  readonly typed: { readonly form: WritingForm; readonly state: FormState } | undefined;
}

/** The forms below a discussion: each only for whom it is, and while it makes sense. */
export function writingForms(context: WritingContext) {
  const { actor, facts, typed } = context;
  const isOpen = facts.state !== 'draft' && facts.state !== 'closed';
  const answer = isOpen && may(discussionRules.answer, actor, facts) ? answerForm(context) : null;
  const ask = isOpen && may(discussionRules.ask, actor, facts) && facts.allocation?.state === 'accepted' ? askForm(context) : null;
  const write = isOpen && may(discussionRules.write, actor, facts) ? writeForm(context, answer?.isFolded === false) : null;
  const shown = { write, ask, answer };
  const fields = typed ? (shown[typed.form]?.fields ?? []) : [];
  return { ...shown, errors: errorSummary(fields), reply: write?.isReply ?? false };
}

const stateOf = (form: WritingForm, { typed }: WritingContext, begun: FormState = blankForm()): FormState => (typed?.form === form ? typed.state : begun);

/** The language and the files of a message, and which message it puts right. */
function extras(form: WritingForm, state: FormState, { actor, facts: { reference }, accepted, corrects }: WritingContext, isCorrection: boolean) {
  const chosen = state.values.language ?? actor.language;
  // A form that is drawn once more keeps the name of its message: by it the device knows the files and the words that belong to it.
  const message = isId(state.values.message) ? state.values.message : randomUUID();
  return { prefix: form, reference, message, accepted, corrects: isCorrection ? corrects!.id : null, languages: WRITING_LANGUAGES.map(({ code, name }) => ({ code, name, isChosen: code === chosen })) };
}

function writeForm(context: WritingContext, isSecond: boolean) {
  const { actor, facts, overview, clock, corrects } = context;
  const { words } = clock;
  const isCorrection = corrects !== undefined && corrects.answer === null;
  const asking = overview.allocations.filter(({ state }) => state === 'asked').map(({ specialist }) => specialist);
  const isReply = !isCorrection && asking.length > 0 && may(discussionRules.reply, actor, facts);
  const mayAskOn = !isCorrection && may(discussionRules['ask-on'], actor, facts) && overview.allocations.some(({ state }) => state === 'answered');
  const state = stateOf('write', context, blankForm(isCorrection ? { body: corrects.body, language: corrects.language } : {}));
  const buttons = [
    isReply && { text: words('discussions:write.reply'), action: discussionPaths.replies(facts.reference) },
    { text: words('discussions:write.send'), action: discussionPaths.messages(facts.reference) },
    mayAskOn && { text: words('discussions:write.ask-on'), action: discussionPaths.questions(facts.reference) },
  ].filter((button) => button !== false).map((button, at) => ({ ...button, isQuiet: at > 0 || isSecond }));
  const heading = isCorrection ? words('discussions:write.correct', { when: moment(corrects.createdAt, clock) }) : isReply ? words('discussions:write.reply-to', { names: asking.join(', ') }) : words('discussions:write.title');
  return {
    isReply,
    heading,
    fields: [field({ name: 'body', kind: 'paragraph', label: words('discussions:write.label'), required: true, rows: 5, hint: isReply ? words('discussions:write.hint-reply') : mayAskOn ? words('discussions:write.hint-ask-on') : undefined }, state, words)],
    extras: extras('write', state, context, isCorrection),
    buttons,
    cancel: isCorrection ? discussionPaths.show(facts.reference) : null,
  };
}

function askForm(context: WritingContext) {
  const { words } = context.clock;
  const state = stateOf('ask', context);
  return {
    action: discussionPaths.questions(context.facts.reference),
    isOpen: context.typed?.form === 'ask',
    fields: [field({ name: 'question', kind: 'paragraph', label: words('discussions:ask.label'), required: true }, state, words)],
    extras: extras('ask', state, context, false),
  };
}

function answerForm(context: WritingContext) {
  const { facts, overview, files, clock, corrects, typed } = context;
  const { words } = clock;
  const before = corrects?.answer;
  const { pictures = [], ...texts } = before ?? {};
  const begun = { ...texts, ...Object.fromEntries(pictures.map(({ id, quality }) => [`quality.${id}`, quality])), ...(corrects && before && { language: corrects.language }) };
  const state = stateOf('answer', context, blankForm(begun));
  const text = (name: string, rows: number, more: { required?: true; help?: string; kind?: 'text' } = {}): Field => field({ name, kind: 'paragraph', rows, label: words(`discussions:answer.${name}.label`), ...more }, state, words);
  const means = [overview.form.means ?? ''].flat()[0]!;
  return {
    action: discussionPaths.answers(facts.reference),
    heading: words(before ? 'discussions:answer.correct' : 'discussions:answer.title'),
    summary: words(facts.allocation!.state === 'answered' ? 'discussions:answer.again' : 'discussions:answer.without-reply'),
    isFolded: facts.allocation!.state !== 'accepted' && !before && typed?.form !== 'answer',
    fields: [text('impression', 3, { required: true }), text('advice', 6, { required: true, help: means && words('discussions:answer.advice.help', { project: overview.project, means }) }), text('watch', 2), text('report', 2)],
    pictures: files.filter(({ isPicture }) => isPicture).map(({ id, name, description, thumbnail }) => ({
      name,
      description,
      thumbnail,
      legend: words('discussions:answer.quality.legend', { name }),
      grades: QUALITIES.map((value) => ({ name: `quality.${id}`, value, label: words(`discussions:answer.quality.${value}`), isChosen: state.values[`quality.${id}`] === value })),
    })),
    extras: extras('answer', state, context, before !== undefined && before !== null),
  };
}
