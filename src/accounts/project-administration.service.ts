import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Settings } from '#config/settings';
import { changesOf } from '#libs/access-log/changes-of';
import type { Actor } from '#libs/authorization/actor';
import { UnitOfWork, type Transaction } from '#libs/database/unit-of-work';
import { NotFound } from '#libs/errors/domain-error';
import { Dictionary } from '#libs/i18n/words';
import { CodeTaken, NameTaken } from './account.errors.js';
import { accountPaths } from './accounts.paths.js';
import type { ProjectForm } from './project.form.js';

interface Kept {
  readonly code: string;
  readonly name: string;
  readonly mission: string;
  readonly zone: string;
  readonly means: string;
  readonly hasCases: boolean;
  readonly isOpen: boolean;
}

/** What administrators do with missions and projects; old and new go on the access log. Each answers with where to go next. */
@Injectable()
export class ProjectAdministration {
  constructor(
    private readonly work: UnitOfWork,
    private readonly dictionary: Dictionary,
    private readonly settings: Settings,
  ) {}

  /** @throws NameTaken */
  makeMission(actor: Actor, name: string, once?: string): Promise<string> {
    return this.work.once(once, actor.id, async (tx) => {
      const [made] = await tx.query(`insert into missions (id, name) values ($1, $2) on conflict do nothing returning id`, [randomUUID(), name]);
      if (!made) throw new NameTaken();
      log(tx, actor, 'mission.made', name);
      return accountPaths.projects('mission-made');
    });
  }

  /** @throws NotFound, NameTaken */
  renameMission(actor: Actor, id: string, name: string, once?: string): Promise<string> {
    return this.work.once(once, actor.id, async (tx) => {
      await tx.query(`lock table missions in share row exclusive mode`);
      const [mission] = await tx.query<{ name: string }>(`select name from missions where id = $1`, [id]);
      if (!mission) throw new NotFound();
      const [other] = await tx.query(`select from missions where name = $1 and id <> $2`, [name, id]);
      if (other) throw new NameTaken();
      await tx.query(`update missions set name = $2 where id = $1`, [id, name]);
      if (name !== mission.name) log(tx, actor, 'mission.changed', `${mission.name} → ${name}`);
      return accountPaths.projects('saved');
    });
  }

  /** @throws CodeTaken */
  make(actor: Actor, { name, code, mission, zone, means }: ProjectForm, once?: string): Promise<string> {
    const id = randomUUID();
    return this.work.once(once, actor.id, async (tx) => {
      const [made] = await tx.query(
        `insert into projects (id, mission_id, code, name, time_zone, means) values ($1, $2, $3, $4, $5, $6) on conflict (code) do nothing returning id`,
        [id, mission, code, name, zone, means]);
      if (!made) throw new CodeTaken();
      log(tx, actor, 'project.made', `${code}: ${name}`);
      return accountPaths.project(id, 'project-made');
    });
  }

  /** A code that cases bear stays. @throws NotFound, CodeTaken */
  change(actor: Actor, id: string, { name, code, mission, zone, means }: ProjectForm, once?: string): Promise<string> {
    return this.work.once(once, actor.id, async (tx) => {
      const before = await lock(tx, id);
      const after = { code: before.hasCases ? before.code : code, name, mission: await nameOfMission(tx, mission), zone, means };
      const [taken] = await tx.query(`select from projects where code = $1 and id <> $2`, [after.code, id]);
      if (taken) throw new CodeTaken();
      await tx.query(`update projects set code = $2, name = $3, mission_id = $4, time_zone = $5, means = $6 where id = $1`, [id, after.code, name, mission, zone, means]);
      const words = this.dictionary.in(this.settings.DEFAULT_LANGUAGE);
      for (const what of changesOf(before, after, (field) => words(`accounts:project.${field}`))) log(tx, actor, 'project.changed', `${before.code}: ${what}`);
      return accountPaths.project(id, 'saved');
    });
  }

  /** From now on it takes no new cases; those that it has go on. */
  close(actor: Actor, id: string, once?: string): Promise<string> {
    return this.open(actor, id, false, once);
  }

  reopen(actor: Actor, id: string, once?: string): Promise<string> {
    return this.open(actor, id, true, once);
  }

  private open(actor: Actor, id: string, isOpen: boolean, once?: string): Promise<string> {
    return this.work.once(once, actor.id, async (tx) => {
      const before = await lock(tx, id);
      if (before.isOpen !== isOpen) {
        await tx.query(`update projects set closed_at = case when $2 then null else now() end where id = $1`, [id, isOpen]);
        if (isOpen) log(tx, actor, 'project.opened', `${before.code}: ${before.name}`);
        else log(tx, actor, 'project.closed', `${before.code}: ${before.name}`);
      }
      return accountPaths.project(id, isOpen ? 'project-opened' : 'project-closed');
    });
  }
}

const log = (tx: Transaction, who: Actor, action: string, what: string): void => tx.log({ who, role: 'administrator', action, subject: { what } });

/** @throws NotFound */
async function lock(tx: Transaction, id: string): Promise<Kept> {
  const [project] = await tx.query<Kept>(
    `select p.code, p.name, m.name as mission, p.time_zone as zone, p.means, p.has_cases as "hasCases", p.closed_at is null as "isOpen"
     from projects p join missions m on m.id = p.mission_id where p.id = $1 for update of p`, [id]);
  if (!project) throw new NotFound();
  return project;
}

/** @throws NotFound */
async function nameOfMission(tx: Transaction, id: string): Promise<string> {
  const [mission] = await tx.query<{ name: string }>(`select name from missions where id = $1`, [id]);
  if (!mission) throw new NotFound();
  return mission.name;
}
