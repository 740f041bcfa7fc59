import { randomUUID } from 'node:crypto';
import { JobRunner } from '#libs/jobs/job-runner';
import type { Actor } from '#libs/authorization/actor';
import { Actors } from '../../../src/accounts/index.js';
import { startApp, type TestApp } from '../../support/app.js';
import type { Person } from '../../support/world.js';
import { PEOPLE, type Asker, type MadeCase } from './made-cases.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
export const CODES = ['BUN', 'TIN', 'TOL'];

/** Three projects in two missions and a few people, with cases that come and go. */
export class FigureStage {
  private constructor(
    readonly telecase: TestApp,
    readonly missions: readonly string[],
    readonly projects: readonly string[],
    readonly people: readonly Person[],
    private readonly patients: readonly string[],
  ) {}

  static async set(): Promise<FigureStage> {
    const telecase = await startApp();
    await telecase.app.get(JobRunner).beforeApplicationShutdown();
    const { world } = telecase;
    const missions = [await world.mission('Karesh'), await world.mission('Elsewhere')];
    const projects = [await world.project(missions[0]!, CODES[0]!, 'Bunara'), await world.project(missions[0]!, CODES[1]!, 'Tindra'), await world.project(missions[1]!, CODES[2]!, 'Tolvia')];
    const people: Person[] = [];
    for (let at = 0; at < PEOPLE; at += 1) people.push(await world.person(`Person ${at}`, { roles: [] }));
    const patients = await Promise.all(projects.map((project, at) => world.patient(project, `P-${at}`, people[0]!)));
    return new FigureStage(telecase, missions, projects, people, patients);
  }

  /** The first of the people, with these rights. */
  async asking({ roles, member, coordinates }: Asker): Promise<Actor> {
    const { db, app } = this.telecase;
    const [{ id }] = this.people as [Person];
    await db.query(`delete from account_roles; delete from memberships; delete from mission_coordinators`);
    for (const role of roles) await this.insert('account_roles', { account_id: id, role });
    for (const at of member) await this.insert('memberships', { id: randomUUID(), account_id: id, project_id: this.projects[at] });
    for (const at of coordinates) await this.insert('mission_coordinators', { account_id: id, mission_id: this.missions[at] });
    return (await app.get(Actors).find(id, { address: '', agent: '' }))!;
  }

  /** These cases in place of those before. */
  async make(cases: readonly MadeCase[]): Promise<void> {
    await this.telecase.db.query(`truncate cases cascade`);
    for (const [at, one] of cases.entries()) await this.makeCase(at, one);
  }

  private async makeCase(at: number, { state, project, specialty, kind, isUrgent, daysAgo, closedAfter, closing, report, allocations }: MadeCase): Promise<void> {
    const [id, now, author] = [randomUUID(), Date.now(), this.people[0]!.id];
    const posted = now - daysAgo * DAY;
    const ended = state === 'closed' || state === 'posted-in-error';
    await this.insert('cases', {
      id, reference: `BUN-2026-${1001 + at}`, project_id: this.projects[project], author_id: author, patient_id: this.patients[project], state: ended ? 'answered' : state, state_since: new Date(), last_activity_at: new Date(),
      kind, title: 'Rash', specialty, is_urgent: isUrgent, language: 'en', form: '{}', section_versions: '{}', version: 1, submitted_at: state === 'draft' ? null : new Date(posted),
    });
    for (const { specialist, state: of, after, acceptedAfter, answeredAfter, wasDueAfter, isLate } of state === 'draft' ? [] : allocations) {
      const allocated = posted + after * MINUTE;
      const later = (minutes: number | null) => (minutes === null ? null : new Date(allocated + minutes * MINUTE));
      await this.insert('case_allocations', {
        id: randomUUID(), case_id: id, specialist_id: this.people[specialist]!.id, specialty, state: of, state_since: new Date(), allocated_by: author, created_at: new Date(allocated), due_at: new Date(now + (isLate ? -1 : 1) * DAY),
        accepted_at: later(acceptedAfter), answered_at: later(answeredAfter), answer_was_due_at: answeredAfter === null ? null : later(wasDueAfter), refusal_reason: of === 'refused' ? 'On leave' : null,
      });
    }
    const closed = new Date(posted + closedAfter * MINUTE);
    if (state === 'posted-in-error') await this.telecase.db.query(`update cases set state = $2 where id = $1`, [id, state]);
    if (state === 'closed') await this.telecase.db.query(`update cases set state = 'closed', closed_at = $2, closed_by = $3, closing = $4 where id = $1`, [id, closed, author, closing]);
    const isSettled = report === 'told' || report === 'untold';
    if (state === 'closed' && kind !== 'training' && report !== 'none') {
      await this.insert('outcome_requests', { case_id: id, project_id: this.projects[project], closed_at: closed, settled_at: isSettled ? new Date() : null, settled_by: isSettled ? author : null, skipped_because: report === 'untold' ? 'Left' : null });
    }
  }

  private insert(table: string, row: Record<string, unknown>): Promise<unknown> {
    return this.telecase.db.query(`insert into ${table} (${Object.keys(row).join(', ')}) values (${Object.keys(row).map((_, at) => `$${at + 1}`).join(', ')})`, Object.values(row));
  }
}
