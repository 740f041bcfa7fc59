import { randomUUID } from 'node:crypto';
import { JobRunner } from '#libs/jobs/job-runner';
import { searchDocument } from '#libs/text-search/index';
import { startApp, type TestApp } from '../../support/app.js';
import type { Visitor } from '../../support/visitor.js';
import { PASSWORD, type Person } from '../../support/world.js';
import { PEOPLE, type MadeCase, type World } from './world.js';

export const DAY = 24 * 3_600_000;
export const CODES = ['BUN', 'TIN', 'TOL'];
export const referenceOf = (at: number) => `BUN-2026-${1001 + at}`;
export const patientId = (project: number) => `00000000-0000-4000-8000-00000000000${project}`;
const caseId = (at: number) => `00000000-0000-4000-8000-0000000001${String(at).padStart(2, '0')}`;

/** The product, three people at their browsers, and three projects in two missions: worlds are made of them, one after the other. */
export class WorldStage {
  private constructor(
    readonly telecase: TestApp,
    readonly missions: readonly string[],
    readonly projects: readonly string[],
    readonly people: readonly Person[],
    readonly visitors: readonly Visitor[],
  ) {}

  static async set(): Promise<WorldStage> {
    const telecase = await startApp();
    // Every world would leave half a hundred mails to write, which nobody reads.
    await telecase.app.get(JobRunner).beforeApplicationShutdown();
    const { world } = telecase;
    const missions = [await world.mission('Karesh'), await world.mission('Elsewhere')];
    const projects = [await world.project(missions[0]!, 'BUN', 'Bunara'), await world.project(missions[0]!, 'TIN', 'Tindra'), await world.project(missions[1]!, 'TOL', 'Tolvia')];
    const [people, visitors]: [Person[], Visitor[]] = [[], []];
    for (let at = 0; at < PEOPLE; at += 1) {
      people.push(await world.person(`Person ${at}`, { roles: [], specialties: ['dermatology'] }));
      visitors.push(telecase.visitor());
      expect((await visitors[at]!.signIn(people[at]!.email, PASSWORD)).status).toBe(303);
    }
    return new WorldStage(telecase, missions, projects, people, visitors);
  }

  /** Makes the world in place of the one before. */
  async make({ people: specs, isProjectClosed, cases }: World): Promise<void> {
    const { db } = this.telecase;
    await db.query(`truncate cases, patients, account_roles, memberships, mission_coordinators, notifications cascade`);
    for (const [at, isClosed] of isProjectClosed.entries()) await db.query(`update projects set closed_at = case when $2 then now() end where id = $1`, [this.projects[at], isClosed]);
    for (const [at, { roles, member, left, coordinates }] of specs.entries()) {
      const account_id = this.people[at]!.id;
      for (const role of roles) await this.insert('account_roles', { account_id, role });
      for (const project of member) await this.insert('memberships', { id: randomUUID(), account_id, project_id: this.projects[project] });
      for (const project of left) await this.insert('memberships', { id: randomUUID(), account_id, project_id: this.projects[project], ended_at: new Date() });
      for (const mission of coordinates) await this.insert('mission_coordinators', { account_id, mission_id: this.missions[mission] });
    }
    for (const project of [0, 1, 2]) {
      await this.insert('patients', { id: patientId(project), project_id: this.projects[project], local_reference: `P-${project}`, age_value: 6, age_unit: 'years', age_on: '2026-01-05', sex: 'female', registered_by: this.people[0]!.id });
    }
    for (const [at, one] of cases.entries()) await this.makeCase(at, one);
  }

  idOf(at: number): string {
    return caseId(at);
  }

  private insert(table: string, row: Record<string, unknown>): Promise<unknown> {
    return this.telecase.db.query(`insert into ${table} (${Object.keys(row).join(', ')}) values (${Object.keys(row).map((_, at) => `$${at + 1}`).join(', ')})`, Object.values(row));
  }

  private async makeCase(at: number, { state, project, author, isUrgent, kind, daysAgo, words, writers, goesOn, allocations }: MadeCase): Promise<void> {
    const { projects, people, telecase: { db } } = this;
    const [id, now] = [caseId(at), new Date()];
    const isDraft = state === 'draft';
    // Open until its allocations are there: a closed case takes none.
    await this.insert('cases', {
      id, reference: referenceOf(at), project_id: projects[project], author_id: people[author]!.id, patient_id: patientId(project), state: state === 'closed' || state === 'posted-in-error' ? 'answered' : state,
      state_since: now, last_activity_at: now, kind, title: `Rash ${referenceOf(at)}`, specialty: 'dermatology', is_urgent: isUrgent, language: 'en', form: '{}', section_versions: '{}', version: 1, submitted_at: isDraft ? null : new Date(now.getTime() - daysAgo * DAY),
      continues_id: goesOn && at > 0 ? caseId(at - 1) : null,
    });
    await this.insert('case_search', { case_id: id, words: searchDocument([referenceOf(at), ...words], 'A') });
    for (const writer of isDraft ? [] : writers) await this.insert('messages', { id: randomUUID(), case_id: id, author_id: people[writer]!.id, author_role: 'coordinator', kind: 'comment', body: 'Seen.', language: 'en' });
    for (const { specialist, state: of, isLate } of isDraft ? [] : allocations) {
      await this.insert('case_allocations', {
        id: randomUUID(), case_id: id, specialist_id: people[specialist]!.id, specialty: 'dermatology', state: of, state_since: now, allocated_by: people[0]!.id,
        due_at: new Date(now.getTime() + (isLate ? -1 : 1) * 3_600_000), refusal_reason: of === 'refused' ? 'On leave' : null,
      });
    }
    if (state === 'posted-in-error') await db.query(`update cases set state = $2 where id = $1`, [id, state]);
    if (state === 'closed') await db.query(`update cases set state = 'closed', closed_at = $2, closed_by = $3, closing = '{"skippedBecause":"Left"}' where id = $1`, [id, now, people[author]!.id]);
  }
}
