import type { Role } from '#libs/authorization/actor';
import type { TestApp } from '../../support/app.js';
import type { Visitor } from '../../support/visitor.js';
import { PASSWORD, type Person } from '../../support/world.js';

type Place = { readonly projects?: readonly ('bunara' | 'tindra' | 'tolvia')[]; readonly missions?: readonly ('karesh' | 'elsewhere')[] };
const has = (roles: readonly Role[], places: Place = {}) => ({ roles, ...places });
const specialist = has(['specialist']);
const staffAndSpecialist = (project: 'bunara' | 'tindra') => has(['project-staff', 'specialist'], { projects: [project] });

/** Everybody who tries every door, as seen from one case of the project Bunara in the mission Karesh. */
const CAST = {
  author: has(['project-staff'], { projects: ['bunara'] }),
  colleague: has(['project-staff'], { projects: ['bunara'] }),
  /** Wrote the case, and has left the project since. */
  former: has(['project-staff'], { projects: ['bunara'] }),
  /** Of another project of the mission. */
  neighbour: has(['project-staff'], { projects: ['tindra'] }),
  /** Of another mission. */
  stranger: has(['project-staff'], { projects: ['tolvia'] }),
  medco: has(['medco'], { missions: ['karesh'] }),
  medcoElsewhere: has(['medco'], { missions: ['elsewhere'] }),
  /** To whom the case is allocated, as far as its state says so. */
  specialist,
  unasked: specialist,
  refuser: specialist,
  withdrawn: specialist,
  coordinator: has(['coordinator']),
  /** Places without the role that they are for give nothing. */
  administrator: has(['administrator'], { projects: ['bunara'], missions: ['karesh'] }),
  auditor: has(['auditor'], { projects: ['bunara'], missions: ['karesh'] }),
  /** Of the case's project; a specialist too, but not for this case. */
  staffAlsoSpecialist: staffAndSpecialist('bunara'),
  /** Of another project; the case is allocated to them. */
  specialistAlsoStaff: staffAndSpecialist('tindra'),
  /** Of the case's project, and the case is allocated to them. */
  staffAndItsSpecialist: staffAndSpecialist('bunara'),
  /** Every role was taken from them: what they were allocated, and where they were, is still on record. */
  roleless: has([], { projects: ['bunara'], missions: ['karesh'] }),
  /** Was signed in when the account was disabled. */
  disabled: has(['project-staff'], { projects: ['bunara'] }),
};

export type PersonName = keyof typeof CAST | 'visitor';
export const EVERYONE = [...Object.keys(CAST), 'visitor'] as PersonName[];
export const isSignedIn = (name: PersonName): boolean => name !== 'visitor' && name !== 'disabled';

/** Who takes the place of the author or of the specialist, so that this person has a case of their own. */
export const CASTING: Partial<Record<PersonName, 'author' | 'specialist'>> = {
  former: 'author',
  specialistAlsoStaff: 'specialist',
  staffAndItsSpecialist: 'specialist',
  roleless: 'specialist',
};

export interface Cast {
  readonly people: Readonly<Record<keyof typeof CAST, Person>>;
  readonly missions: Readonly<Record<'karesh' | 'elsewhere', string>>;
  readonly projects: Readonly<Record<'bunara' | 'tindra' | 'tolvia' | 'shut', string>>;
  /** Everybody's own browser, signed in once; the visitor's is not. */
  readonly at: Readonly<Record<PersonName, Visitor>>;
  /** A copy of the browser, in the same session: what happens to it leaves the first as it is. */
  twin(name: PersonName): Visitor;
}

/** Makes the places and the people, and signs everybody in. */
export async function makeCast({ world, db, visitor }: TestApp): Promise<Cast> {
  const missions = { karesh: await world.mission('Karesh'), elsewhere: await world.mission('Elsewhere') };
  const projects = {
    bunara: await world.project(missions.karesh, 'BUN', 'Bunara hospital'),
    tindra: await world.project(missions.karesh, 'TIN', 'Tindra clinic'),
    tolvia: await world.project(missions.elsewhere, 'TOL', 'Tolvia clinic'),
    shut: await world.project(missions.karesh, 'SHU', 'Shut clinic'),
  };
  const people = {} as Record<keyof typeof CAST, Person>;
  for (const [name, { roles, projects: of = [], missions: over = [] }] of Object.entries(CAST) as [keyof typeof CAST, ReturnType<typeof has>][]) {
    const specialties = roles.includes('specialist') ? ['dermatology'] : [];
    people[name] = await world.person(name, { roles, specialties, projects: of.map((place) => projects[place]), missions: over.map((place) => missions[place]) });
  }
  const at = {} as Record<PersonName, Visitor>;
  for (const name of EVERYONE) {
    at[name] = visitor();
    if (name !== 'visitor') expect((await at[name].signIn(people[name].email, PASSWORD)).status, `${name} signs in`).toBe(303);
  }
  const twin = (name: PersonName): Visitor => {
    const browser = visitor();
    for (const [cookie, value] of at[name]['cookies']) browser['cookies'].set(cookie, value);
    return browser;
  };
  await db.query(`update accounts set state = 'disabled' where id = $1`, [people.disabled.id]);
  await db.query(`update memberships set ended_at = now() where account_id = $1`, [people.former.id]);
  await db.query(`update projects set closed_at = now() where id = $1`, [projects.shut]);
  return { people, missions, projects, at, twin };
}
