import type { TestApp } from './app.js';
import { PASSWORD, type Person } from './world.js';
import type { Visitor } from './visitor.js';

/** A small mission with everybody in it. */
export interface Cast {
  readonly mission: string;
  readonly project: string;
  readonly staff: Person;
  readonly colleague: Person;
  readonly medco: Person;
  readonly specialist: Person;
  readonly second: Person;
  readonly coordinator: Person;
  readonly admin: Person;
  readonly auditor: Person;
}

export async function aMission({ world }: TestApp, code = 'BUN'): Promise<Cast> {
  const mission = await world.mission(`Mission of ${code}`);
  const project = await world.project(mission, code, `${code} hospital`);
  const name = (role: string) => `${role} ${code}`;
  return {
    mission,
    project,
    staff: await world.person(name('Nurse'), { roles: ['project-staff'], projects: [project] }),
    colleague: await world.person(name('Doctor'), { roles: ['project-staff'], projects: [project] }),
    medco: await world.person(name('Medco'), { roles: ['medco'], missions: [mission] }),
    specialist: await world.person(name('Dermatologist'), { roles: ['specialist'], specialties: ['dermatology'] }),
    second: await world.person(name('Pediatrician'), { roles: ['specialist'], specialties: ['dermatology', 'pediatrics'] }),
    coordinator: await world.person(name('Coordinator'), { roles: ['coordinator'] }),
    admin: await world.person(name('Admin'), { roles: ['administrator'] }),
    auditor: await world.person(name('Auditor'), { roles: ['auditor'] }),
  };
}

export async function signedIn(telecase: TestApp, person: Person): Promise<Visitor> {
  const visitor = telecase.visitor();
  const answer = await visitor.signIn(person.email, PASSWORD);
  if (answer.status !== 303) throw new Error(`${person.name} could not sign in: ${answer.status}`);
  return visitor;
}

let patients = 0;

/** Everything that the form must have, for a patient who is new. */
export const aCaseForm = (project: string, more: Record<string, string | string[]> = {}): Record<string, string | string[]> => ({
  project, kind: 'clinical', title: 'Ring-shaped rash on the back', patient: '', 'local-reference': `P-${(patients += 1)}`, age: '6', 'age-unit': 'years', sex: 'female',
  'consent-basis': 'guardian', 'consent-how': 'spoken', 'consent-by': 'Nurse', 'consent-on': '2026-01-10', history: 'Three weeks, growing at the edge.', question: 'What is this rash?',
  specialty: 'dermatology', urgency: 'routine', language: 'en', ...more,
});

/** Posts a case; the reference is in the address that follows. */
export async function posts(staff: Visitor, form: Record<string, string | string[]>): Promise<string> {
  const answer = await staff.postFiles('/cases', { ...form, do: 'submit-anyway' });
  const reference = /posted=([A-Z0-9-]+)/.exec(answer.location ?? '')?.[1];
  if (!reference) throw new Error(`The case was not posted: ${answer.status} ${answer.text.slice(0, 300)}`);
  return reference;
}
