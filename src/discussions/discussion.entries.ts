import { bytes, moment, type Clock } from '#libs/i18n/times';
import type { CaseFileSummary } from '../cases/index.js';
import { answerRows } from './answer-rows.js';
import { discussionPaths } from './discussions.paths.js';
import type { Happened } from './happened.js';
import { initials } from './initials.js';
import { filesToCome } from './message.js';
import type { ShownMessage } from './messages.reader.js';
import { standingOf, type CasePeople } from './standing.js';

/** What the messages of one page are drawn with. */
export interface EntryContext {
  readonly reference: string;
  readonly readerId: string;
  /** Whether the reader may write, and so correct what they wrote. */
  readonly mayWrite: boolean;
  readonly mayAnswer: boolean;
  readonly isClosed: boolean;
  readonly people: CasePeople;
  readonly files: readonly CaseFileSummary[];
  readonly nameOf: (specialty: string) => string;
  readonly clock: Clock;
}

/** Messages and what happened, in the order of time, in two groups when some of it is new to the reader. */
export function discussionEntries(messages: readonly ShownMessage[], happened: readonly Happened[], context: EntryContext) {
  const events = happened.map((event) => ({ at: event.at, isMessage: false, isNew: false, ...happenedEntry(event, context) }));
  const letters = messages.map((message) => ({ at: message.createdAt, isMessage: true, isNew: message.isNew, ...messageEntry(message, messages, context) }));
  const entries = [...events, ...letters].sort((a, b) => a.at.getTime() - b.at.getTime());
  const firstNew = entries.findIndex(({ isNew }) => isNew);
  const groups = firstNew < 0 ? [{ isNew: false, entries }] : [{ isNew: false, entries: entries.slice(0, firstNew) }, { isNew: true, entries: entries.slice(firstNew) }];
  return groups.filter((group) => group.entries.length > 0);
}

function happenedEntry({ at, icon, text, why }: Happened, { clock }: EntryContext) {
  return { icon, text, why, iso: at.toISOString(), when: moment(at, clock) };
}

function messageEntry(message: ShownMessage, all: readonly ShownMessage[], context: EntryContext) {
  const { id, author, authorId, authorRole, kind, body, answer, language, createdAt, readBy } = message;
  const { reference, readerId, clock } = context;
  const { words } = clock;
  const isAnswer = answer !== null;
  const mayCorrect = authorId === readerId && (isAnswer ? context.mayAnswer : context.mayWrite && kind !== 'outcome');
  const corrected = all.find((other) => other.id === message.correctsId);
  const correction = all.find((other) => other.correctsId === id);
  const files = context.files.filter(({ messageId }) => messageId === id);
  const toCome = filesToCome(message, files.length, { isClosed: context.isClosed, now: clock.now });
  return {
    id: `m-${id}`,
    isAnswer,
    isSpecialist: authorRole === 'specialist',
    initials: initials(author),
    author,
    standing: standingOf(message, context.people, context.nameOf, words),
    tag: kind === 'comment' || kind === 'reply' ? null : words(`discussions:kind.${kind}`),
    iso: createdAt.toISOString(),
    when: moment(createdAt, clock),
    language,
    paragraphs: paragraphs(body),
    rows: answer ? answerRows(answer, words) : [],
    corrects: corrected ? { href: `#m-${corrected.id}`, text: words('discussions:corrects', { when: moment(corrected.createdAt, clock) }) } : null,
    correctedBy: correction ? { href: `#m-${correction.id}`, text: words('discussions:corrected', { when: moment(correction.createdAt, clock) }) } : null,
    files: files.map((file) => ({
      name: file.name,
      href: file.isQuarantined ? null : discussionPaths.file(reference, file.id, file.isPicture),
      size: bytes(file.bytes, clock.language),
      remarks: file.remarks.map((key) => words(key)),
    })),
    toCome: toCome > 0 ? words('discussions:files-to-come', { count: toCome }) : null,
    readBy: readBy.length > 0 ? words('discussions:read-by', { names: readBy.join(', ') }) : null,
    correct: mayCorrect ? discussionPaths.correct(reference, id, isAnswer ? 'answer' : 'write') : null,
  };
}

/** Line by line, so that the text keeps its shape without a style sheet too. */
const paragraphs = (body: string): string[][] => body.split(/\n{2,}/).map((paragraph) => paragraph.split('\n'));
