import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import type { TestApp } from '../../support/app.js';
import type { Cast } from './people.js';
import { STATES, type State } from './case-table.js';
import { copyCase, readCase, type CaseRows } from './case-copies.js';

/** A complete case form. */
export const caseForm = (project: string): Record<string, string> => ({
  project, kind: 'clinical', title: 'Ring-shaped rash on the back', 'local-reference': `P-${randomUUID().slice(0, 12)}`, age: '6', 'age-unit': 'years', sex: 'female',
  'consent-basis': 'guardian', 'consent-how': 'spoken', 'consent-by': 'The nurse', 'consent-on': '2026-01-05', history: 'Began three weeks ago',
  question: 'Is it ringworm?', specialty: 'dermatology', urgency: 'routine', language: 'en',
});
export const ANSWER = { impression: 'Ringworm', advice: 'Cream, twice a day', watch: '', report: '', language: 'en' };
export const CLOSING = { 'carried-out': 'all', condition: 'better', changed: 'Yes' };

export const picture = async (colour: string) => ({ name: `${colour}.png`, bytes: await sharp({ create: { width: 12, height: 9, channels: 3, background: colour } }).png().toBuffer() });

/** Tells one case from its draft to its end by using the product, and keeps its rows as they were in each state. */
export async function tellTheCase(telecase: TestApp, { at, people, projects }: Cast): Promise<Record<State, CaseRows>> {
  const done = async (sent: Promise<{ status: number; location: string | null; text: string }>) => {
    const { status, location, text } = await sent;
    if (status !== 303) throw new Error(`A step of the story was answered with ${status}: ${text.slice(0, 500)}`);
    return location!;
  };
  const form = caseForm(projects.bunara);
  const edit = await done(at.author.postFiles('/cases', { ...form, do: 'save' }, [await picture('red')]));
  let reference = edit.split('/')[2]!;
  const path = `/cases/${reference}`;
  const allocate = async (to: 'refuser' | 'withdrawn' | 'specialist') => {
    await done(at.coordinator.post(`${path}/allocations`, { specialty: 'dermatology', specialist: people[to].id }));
    const [{ id }] = await telecase.db.query(`select a.id from case_allocations a join cases c on c.id = a.case_id where c.reference = $1 and a.specialist_id = $2`, [reference, people[to].id]);
    return id as string;
  };

  const rows = {} as Record<State, CaseRows>;
  const steps: Record<State, () => Promise<unknown>> = {
    draft: async () => {},
    'awaiting-allocation': async () => {
      await done(at.author.postFiles(path, { ...form, do: 'submit-anyway' }));
      await allocate('refuser');
      await done(at.refuser.post(`${path}/refusal`, { reason: 'Not mine' }));
      await done(at.coordinator.post(`${path}/allocations/${await allocate('withdrawn')}/withdrawal`));
    },
    allocated: () => allocate('specialist'),
    'with-specialist': async () => {
      await done(at.specialist.post(`${path}/acceptance`));
      await done(at.specialist.postFiles(`${path}/attachments`, {}, [await picture('blue')]));
      await done(at.author.postFiles(`${path}/messages`, { body: 'Thank you', language: 'en' }));
    },
    'information-requested': () => done(at.specialist.postFiles(`${path}/questions`, { question: 'Since when?', language: 'en' })),
    answered: async () => {
      await done(at.author.postFiles(`${path}/replies`, { body: 'Three weeks', language: 'en' }));
      await done(at.specialist.postFiles(`${path}/answers`, ANSWER));
    },
    closed: () => done(at.author.post(`${path}/closure`, CLOSING)),
    // A closed case stays closed: it is another one that was posted in error.
    'posted-in-error': async () => {
      ({ reference } = await copyCase(telecase, rows.answered));
      await done(at.author.post(`/cases/${reference}/posted-in-error`, { reason: 'Of another patient' }));
    },
  };
  for (const state of STATES) {
    await steps[state]();
    await telecase.settled(); // the previews are there
    rows[state] = (await readCase(telecase.db, reference))!;
    expect(rows[state].state).toBe(state);
  }
  return rows;
}
