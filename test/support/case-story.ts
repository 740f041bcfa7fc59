import type { TestApp } from './app.js';
import type { Visitor } from './visitor.js';
import { PASSWORD, type Person } from './world.js';

/** A mission with the people of every clinical role, and how a case is told with them: by using the product. */
export interface CaseStory {
  readonly people: Readonly<Record<'nurse' | 'colleague' | 'medco' | 'coordinator' | 'dermatologist' | 'pediatrician' | 'stranger', Person>>;
  /** The project of the nurse, by its id. */
  readonly project: string;
  /** A nurse of the same project who reads French; not there until a story asks for her. */
  frenchNurse(): Promise<Person>;
  /** Somebody at a browser, signed in. */
  signedIn(person: Person): Promise<Visitor>;
  /** The browser in which somebody does their part of a story: always the same, unless they were signed out there. */
  atWork(person: Person): Promise<Visitor>;
  /** Posts a case. @param more fields of the form that differ @returns its reference */
  posted(nurse: Visitor, more?: Record<string, string | string[]>): Promise<string>;
  /** Posts a case and brings it to a specialist who has accepted it. */
  accepted(): Promise<string>;
  allocate(reference: string, specialist: Person, specialty: string): Promise<void>;
  close(reference: string): Promise<void>;
  stateOf(reference: string): Promise<string>;
}

export async function caseStory(telecase: TestApp): Promise<CaseStory> {
  const { world } = telecase;
  const karesh = await world.mission('Karesh');
  const bunara = await world.project(karesh, 'BUN', 'Bunara hospital');
  const elsewhere = await world.project(await world.mission('Tolvia'), 'TOL', 'Tolvia clinic');
  const people = {
    nurse: await world.person('Nurse M. Okello', { roles: ['project-staff'], projects: [bunara] }),
    colleague: await world.person('Dr P. Sanni', { roles: ['project-staff'], projects: [bunara] }),
    medco: await world.person('Dr J. Marek', { roles: ['medco'], missions: [karesh] }),
    coordinator: await world.person('S. Lindqvist', { roles: ['coordinator'] }),
    dermatologist: await world.person('Dr A. Diallo', { roles: ['specialist'], specialties: ['dermatology'], language: 'fr', timeZone: 'Europe/Paris' }),
    pediatrician: await world.person('Dr L. Haddad', { roles: ['specialist'], specialties: ['pediatrics'] }),
    stranger: await world.person('Nurse T. Ailo', { roles: ['project-staff'], projects: [elsewhere] }),
  };

  const signedIn = async ({ email }: Person) => {
    const visitor = telecase.visitor();
    expect((await visitor.signIn(email, PASSWORD)).status).toBe(303);
    return visitor;
  };
  const posted = async (nurse: Visitor, more: Record<string, string | string[]> = {}) => {
    const form = {
      project: bunara, kind: 'clinical', title: 'Ring-shaped rash on the back', 'local-reference': `P-${Math.random()}`, age: '6', 'age-unit': 'years', sex: 'female',
      'consent-basis': 'guardian', 'consent-how': 'spoken', 'consent-by': 'Nurse M. Okello', 'consent-on': '2026-01-05', history: 'Began three weeks ago',
      question: 'Is it ringworm?', specialty: 'pediatrics', urgency: 'routine', language: 'en', do: 'submit-anyway', ...(more.patient && { 'local-reference': '', age: '', sex: '' }), ...more,
    };
    const answer = await nurse.postFiles('/cases', form);
    expect(answer.status).toBe(303);
    return /posted=(.+)$/.exec(answer.location!)![1]!;
  };
  const browsers = new Map<Person, Visitor>();
  const atWork = async (person: Person) => {
    const known = browsers.get(person);
    if (known && (await known.get('/')).location !== '/sign-in') return known;
    const visitor = await signedIn(person);
    browsers.set(person, visitor);
    return visitor;
  };
  const allocate = async (reference: string, { id }: Person, specialty: string) => {
    const desk = await atWork(people.coordinator);
    expect((await desk.post(`/cases/${reference}/allocations`, { specialty, specialist: id })).status).toBe(303);
  };
  return {
    people,
    project: bunara,
    frenchNurse: () => world.person('Infirmière B. Sow', { roles: ['project-staff'], projects: [bunara], language: 'fr' }),
    stateOf: async (reference) => (await telecase.db.query(`select state from cases where reference = $1`, [reference]))[0].state,
    signedIn,
    atWork,
    posted,
    allocate,
    accepted: async () => {
      const reference = await posted(await atWork(people.nurse));
      await allocate(reference, people.dermatologist, 'dermatology');
      expect((await (await atWork(people.dermatologist)).post(`/cases/${reference}/acceptance`)).status).toBe(303);
      return reference;
    },
    close: async (reference) => {
      const nurse = await atWork(people.nurse);
      expect((await nurse.post(`/cases/${reference}/closure`, { 'carried-out': 'all', condition: 'better', changed: 'Yes' })).status).toBe(303);
    },
  };
}
