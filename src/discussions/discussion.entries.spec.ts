import { join } from 'node:path';
import { projectRoot } from '#config/root';
import { Dictionary } from '#libs/i18n/words';
import { discussionEntries, type EntryContext } from './discussion.entries.js';
import type { ShownMessage } from './messages.reader.js';

const words = new Dictionary(join(projectRoot, 'src')).in('en');
const at = (minute: number) => new Date(Date.UTC(2026, 10, 16, 9, minute));
const message = (minute: number, more: Partial<ShownMessage> = {}): ShownMessage => ({
  id: String(minute), authorId: 'okello', author: 'Nurse M. Okello', authorRole: 'project-staff', kind: 'comment', body: 'Fever', answer: null, language: 'en', correctsId: null,
  createdAt: at(minute), filesChosen: 0, readBy: [], isNew: false, ...more,
});
const context: EntryContext = {
  reference: 'BUN-2026-0042', readerId: 'diallo', mayWrite: true, mayAnswer: true, isClosed: false, people: { project: 'Bunara hospital', allocations: [{ specialistId: 'diallo', specialty: 'dermatology' }] },
  files: [], nameOf: (code) => code.toUpperCase(), clock: { language: 'en', timeZone: 'Africa/Nairobi', now: at(30), words },
};

it('puts what happened between what was written, in the order of time', () => {
  const [group, ...none] = discussionEntries([message(1), message(5)], [{ icon: 'tick', at: at(3), text: 'Accepted', why: '' }], context);
  expect(none).toEqual([]);
  expect(group!.entries.map(({ isMessage, when }) => [isMessage, when])).toEqual([[true, 'today 12:01'], [false, 'today 12:03'], [true, 'today 12:05']]);
});

it('draws one line above the first message that is new', () => {
  const groups = discussionEntries([message(1), message(5, { isNew: true }), message(7, { authorId: 'diallo' }), message(9, { isNew: true })], [], context);
  expect(groups.map(({ isNew, entries }) => [isNew, entries.length])).toEqual([[false, 1], [true, 3]]);
});

it('says nothing is older when all of it is new', () => {
  expect(discussionEntries([message(1, { isNew: true })], [], context).map(({ isNew }) => isNew)).toEqual([true]);
});

it('says how many files are to come, until they would have been given up or the case is closed', () => {
  const said = (now: Date, isClosed = false) => {
    const [{ entries }] = discussionEntries([message(1, { filesChosen: 2 })], [], { ...context, isClosed, clock: { ...context.clock, now } });
    return (entries[0] as { toCome: string | null }).toCome;
  };
  const month = new Date(at(1).getTime() + 30 * 86_400_000);
  expect(said(at(30))).toContain('2');
  expect(said(month)).toContain('2');
  expect(said(new Date(month.getTime() + 1))).toBeNull();
  expect(said(at(30), true)).toBeNull();
});

it('keeps the lines of a message', () => {
  const [{ entries }] = discussionEntries([message(1, { body: 'One\nTwo\n\n\nThree' })], [], context);
  expect(entries[0]).toMatchObject({ paragraphs: [['One', 'Two'], ['Three']] });
});

it('lets people correct their own messages, an answer in its own form', () => {
  const answer = { impression: 'Ringworm', advice: 'Cream', watch: '', report: '', pictures: [] };
  const own = [message(1), message(2, { authorId: 'diallo', authorRole: 'specialist' }), message(3, { authorId: 'diallo', authorRole: 'specialist', kind: 'answer', body: '', answer })];
  const [{ entries }] = discussionEntries(own, [], context);
  expect(entries).toMatchObject([{ correct: null, standing: 'Bunara hospital' }, { correct: '/cases/BUN-2026-0042/discussion?corrects=2#write', standing: 'DERMATOLOGY' }, { correct: '/cases/BUN-2026-0042/discussion?corrects=3#answer' }]);
  const [closed] = discussionEntries(own, [], { ...context, mayWrite: false, mayAnswer: false });
  expect(closed!.entries).toMatchObject([{ correct: null }, { correct: null }, { correct: null }]);
});

it('ties a correction and what it corrects together, both ways', () => {
  const [{ entries }] = discussionEntries([message(1), message(4, { correctsId: '1' })], [], context);
  expect(entries).toMatchObject([
    { corrects: null, correctedBy: { href: '#m-4', text: 'Corrected by the message of today 12:04' } },
    { corrects: { href: '#m-1', text: 'Corrects the message of today 12:01' }, correctedBy: null },
  ]);
});
