import { searchDocument } from '#libs/text-search/index';
import type { Dice } from './dice.js';
import { SPECIALTIES, type Org } from './people.js';
import type { Tale } from './prose.js';

/** Cases that are open at one time: it follows from how many people work, not from how many years they have. */
const OPEN = 600;
const DRAFTS = 40;
export const MESSAGES = 6;
const FILES = 4;
const [DAY, YEARS] = [86_400_000, 10];
const OPEN_STATES = ['awaiting-allocation', 'allocated', 'with-specialist', 'information-requested', 'answered'] as const;
const ALLOCATED_AS = { allocated: 'allocated', 'with-specialist': 'accepted', 'information-requested': 'asked', answered: 'answered', closed: 'answered' } as const;

/** How cases end, in turn. */
const CLOSINGS = [{ skippedBecause: 'Referred' }, { carriedOut: 'all', condition: 'better', changed: 'Yes', remark: '' }, { carriedOut: 'partly', condition: 'same', changed: 'No', remark: '' }];

export const TABLES = {
  patients: 'id, project_id, local_reference, age_value, age_unit, age_on, sex, registered_by',
  cases: 'id, reference, project_id, author_id, patient_id, state, state_since, last_activity_at, kind, title, specialty, is_urgent, language, form, section_versions, version, submitted_at, closed_at, closed_by, closing',
  case_search: 'case_id, words',
  case_allocations: 'id, case_id, specialist_id, specialty, state, state_since, allocated_by, due_at, refusal_reason, created_at, accepted_at, answered_at, answer_was_due_at',
  outcome_requests: 'case_id, project_id, closed_at, settled_at, settled_by',
  messages: 'id, case_id, author_id, author_role, kind, body, answer, language, created_at',
  attachments: 'id, case_id, uploaded_by, name, type_group, extension, media_type, bytes, sha256, storage_key, preview_state',
} as const;
export type Table = keyof typeof TABLES;
export type Write = (table: Table, ...values: unknown[]) => void;

/** Writes the rows of one case. @param at its number, from 0 on; the oldest first @param all how many there will be */
export function writeCase(write: Write, dice: Dice, { projects, specialists, coordinators }: Org, tales: readonly Tale[], at: number, all: number, now: number): void {
  const fromEnd = all - 1 - at;
  const isOpen = fromEnd < OPEN + DRAFTS;
  const state = fromEnd < DRAFTS ? 'draft' : isOpen ? OPEN_STATES[fromEnd % OPEN_STATES.length]! : 'closed';
  const project = dice.early(projects);
  const author = dice.early(project.staff);
  const posted = new Date(now - DAY - (isOpen ? fromEnd * 0.02 * DAY : 20 * DAY + (fromEnd / all) * YEARS * 365 * DAY));
  const moved = new Date(Math.min(now - 1000, posted.getTime() + dice.next() * 20 * DAY));
  const [id, patient, specialty] = [dice.uuid(), dice.uuid(), SPECIALTIES[dice.below(SPECIALTIES.length)]!];
  const reference = `${project.code}-${posted.getUTCFullYear()}-${String(at).padStart(6, '0')}`;
  const tale = tales[dice.below(tales.length)]!;
  const isClosed = state === 'closed';

  write('patients', patient, project.id, `OPD-${at}`, 1 + dice.below(80), 'years', '2026-01-05', dice.chance(0.5) ? 'female' : 'male', author);
  write('cases', id, reference, project.id, author, patient, state, moved, moved, dice.chance(0.02) ? 'training' : 'clinical', tale.form.title, specialty, dice.chance(0.1), 'en', JSON.stringify(tale.form), '{}', 1,
    state === 'draft' ? null : posted, isClosed ? moved : null, isClosed ? author : null, isClosed ? JSON.stringify(CLOSINGS[at % CLOSINGS.length]) : null);
  if (isClosed) write('outcome_requests', id, project.id, moved, moved, author);

  const asked = state === 'draft' || state === 'awaiting-allocation' ? [] : [dice.chance(0.06) ? specialists[0]! : specialists[dice.below(specialists.length)]!, ...(dice.chance(0.3) ? [specialists[1 + dice.below(specialists.length - 1)]!] : [])];
  for (const specialist of new Set(asked)) {
    const due = new Date(state === 'allocated' && dice.chance(0.7) ? now + 4 * DAY : posted.getTime() + DAY);
    const since = (share: number) => new Date(posted.getTime() + share * (moved.getTime() - posted.getTime()));
    const answered = ALLOCATED_AS[state as 'closed'] === 'answered' ? since(0.05 + (at % 20) / 40) : null;
    write('case_allocations', dice.uuid(), id, specialist, specialty, ALLOCATED_AS[state as 'closed'], moved, coordinators[0], due, null, since(0.01), state === 'allocated' ? null : since(0.02), answered, answered && due);
  }
  for (const [message, body] of (state === 'draft' ? [] : tale.messages).entries()) {
    write('messages', dice.uuid(), id, message % 2 ? (asked[0] ?? coordinators[0]) : author, message % 2 ? 'specialist' : 'project-staff', 'comment', body, null, 'en', new Date(posted.getTime() + message * 60_000));
  }
  for (let file = 0; file < FILES; file += 1) write('attachments', dice.uuid(), id, author, `picture-${file}.jpg`, 'image', 'jpg', 'image/jpeg', 250_000, `${id}${file}`, `${id}/${file}`, 'none');
  write('case_search', id, `${searchDocument([reference, `OPD-${at}`], 'A')} ${tale.words}`);
}
