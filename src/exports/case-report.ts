import type { Actor } from '#libs/authorization/actor';
import { bytes, day, moment, zoneName } from '#libs/i18n/times';
import type { Words } from '#libs/i18n/words';
import type { FieldRow, Letter, Picture, Report, ReportSection } from '#libs/pdf/index';
import { linkAt, type CaseDocument, type HistoryEntry } from '../cases/index.js';
import { answerRows, filesToCome, happenedInWords, standingOf, type CaseMessage } from '../discussions/index.js';
import { paperClock } from './paper-clock.js';
import { embeddable, isPrintedWhole, sortOut, type PrintedFile } from './printed-file.js';

/** Everything that a case holds, and who takes it out. */
export interface CaseToPrint {
  readonly document: CaseDocument;
  readonly history: readonly HistoryEntry[];
  readonly messages: readonly CaseMessage[];
  readonly files: readonly PrintedFile[];
  readonly actor: Actor;
  readonly now: Date;
  /** How much may be embedded in all, in bytes. */
  readonly embedBytes: number;
}

/** The whole case as a document to print, in the language and the zone of whoever takes it out. */
export function caseReport(kase: CaseToPrint, nameOf: (specialty: string) => string, words: Words): Report {
  const { actor, document, files, now, embedBytes } = kase;
  const { head } = document;
  const { pictures, documents, others } = sortOut(files);
  const embedded = embeddable(others, embedBytes);
  const { language } = actor;
  const clock = paperClock(actor, words);
  const caption = (file: PrintedFile) => captionOf(file, actor, words);
  const sections: ReportSection[] = [
    { kind: 'fields', heading: words('exports:report.case'), rows: summary(document, words) },
    ...document.parts.map(({ heading, rows }): ReportSection => ({ kind: 'fields', heading, rows: [...rows] })),
    { kind: 'letters', heading: words('discussions:tab'), letters: letters(kase, nameOf, words) },
    { kind: 'fields', heading: words('cases:tabs.history'), rows: happened(kase, nameOf, words) },
    { kind: 'pictures', heading: words('exports:report.pictures'), pictures: pictures.flatMap((file) => picturesOf(file, caption(file), words)) },
    { kind: 'pages', heading: words('exports:report.documents'), documents: documents.map((file) => ({ file: file.path, caption: caption(file) })) },
    {
      kind: 'list', heading: words('exports:report.others'),
      rows: others.map((file) => ({ name: file.name, size: bytes(file.bytes, language), sha256: file.sha256, note: words(whereIs(file, embedded)) })),
    },
  ];
  return {
    language,
    title: head.caseTitle,
    reference: head.reference,
    mark: head.isTraining ? words('cases:kind.training') : '',
    madeBy: words('exports:report.made-by', { name: actor.name, when: moment(now, clock), zone: zoneName(actor.timeZone, now) }),
    pageOf: words('exports:report.page-of'),
    leftOutNote: words('exports:report.left-out'),
    sections: sections.filter((section) => sizeOf(section) > 0),
    attached: [...embedded].map(({ path, name, mediaType }) => ({ path, name, mediaType })),
  };
}

function whereIs(file: PrintedFile, embedded: ReadonlySet<PrintedFile>): string {
  if (file.isQuarantined) return 'exports:report.quarantined';
  if (!file.isThere) return 'exports:report.missing';
  return embedded.has(file) ? 'exports:report.inside' : 'exports:report.outside';
}

function sizeOf(section: ReportSection): number {
  if (section.kind === 'letters') return section.letters.length;
  if (section.kind === 'pictures') return section.pictures.length;
  return section.kind === 'pages' ? section.documents.length : section.rows.length;
}

function summary({ head, overview }: CaseDocument, words: Words): FieldRow[] {
  const rows = [
    { label: words('cases:form.patient.label'), value: head.patient },
    { label: words('cases:form.local-reference.label'), value: head.localReference },
    { label: words('cases:form.project.label'), value: head.place },
    { label: words('cases:form.kind.label'), value: head.kind },
    { label: words('cases:form.urgency.label'), value: words(`cases:urgency.${head.isUrgent ? 'urgent' : 'routine'}`) },
    { label: words('cases:linked.continues'), value: linkAt(overview.chain, -1) },
    { label: words('cases:linked.continued-by'), value: linkAt(overview.chain, 1) },
    { label: words('cases:captions.state'), value: words(`cases:state.${overview.state}`) },
  ];
  return rows.flatMap(({ label, value }) => (value ? [{ label, value }] : []));
}

function letters({ messages, files, document, actor, now }: CaseToPrint, nameOf: (specialty: string) => string, words: Words): Letter[] {
  const clock = paperClock(actor, words);
  return messages.map((message) => {
    const corrected = messages.find(({ id }) => id === message.correctsId);
    const correction = messages.find(({ correctsId }) => correctsId === message.id);
    const kinds = [
      words(`discussions:kind.${message.kind}`),
      corrected && words('exports:report.corrects', { when: moment(corrected.createdAt, clock) }),
      correction && words('exports:report.corrected', { when: moment(correction.createdAt, clock) }),
    ];
    const names = files.filter(({ messageId }) => messageId === message.id).map(({ name }) => name);
    const toCome = filesToCome(message, names.length, { isClosed: document.overview.state === 'closed', now });
    if (toCome > 0) names.push(words('discussions:files-to-come', { count: toCome }));
    return {
      author: message.author,
      role: standingOf(message, document.overview, nameOf, words),
      time: moment(message.createdAt, clock),
      kindLabel: kinds.filter(Boolean).join(', '),
      body: message.body,
      rows: [...(message.answer ? answerRows(message.answer, words) : []), ...(names.length > 0 ? [{ label: words('discussions:files'), value: names.join('\n') }] : [])],
      lang: message.language,
    };
  });
}

function happened({ history, actor }: CaseToPrint, nameOf: (specialty: string) => string, words: Words): FieldRow[] {
  const clock = paperClock(actor, words);
  return happenedInWords(history, nameOf, words).map(({ at, text, why }) => ({ label: moment(at, clock), value: why ? `${text}\n${why}` : text }));
}

/** A picture each for its pages; the caption says which. */
function picturesOf(file: PrintedFile, caption: string, words: Words): Picture[] {
  const { name, description, pages, pictures } = file;
  const count = pictures.length;
  return pictures.map((path, at) => {
    const page = words(isPrintedWhole(file) ? 'attachments:viewer.page' : 'exports:report.page-of-some', { number: at + 1, count, pages });
    return { file: path, caption: pages === 1 ? caption : `${caption}\n${page}`, alt: description || name };
  });
}

/** The name of a file, and below it what is known of it. */
function captionOf({ name, description, remark, view, takenOn, uploader, createdAt }: PrintedFile, actor: Actor, words: Words): string {
  const known = [
    remark && words(remark),
    view,
    takenOn && words('exports:report.taken', { when: day(new Date(`${takenOn}T00:00Z`), { language: actor.language, timeZone: 'UTC' }) }),
    words('exports:report.added', { who: uploader ?? words('discussions:happened.nobody'), when: moment(createdAt, paperClock(actor, words)) }),
  ];
  return [description ? `${name}: ${description}` : name, known.filter(Boolean).join('. ')].join('\n');
}
