import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import type { AccessPerson } from '#libs/access-log/entry';
import type { Actor } from '#libs/authorization/actor';
import { UnitOfWork, type Transaction } from '#libs/database/unit-of-work';
import { addJob } from '#libs/jobs/add-job';
import { auditPaths } from './audit.paths.js';
import type { Findings } from './findings.js';
import { Verifier } from './verifier.js';

/** The job that checks the log while nobody waits for it. */
export const VERIFY_ACCESS_LOG = 'verify-access-log';

/** Up to so many rows are checked while the auditor waits: about a second. */
const AT_ONCE = 50_000;

const TELECASE: AccessPerson = { id: null, name: 'Telecase', from: { address: '', agent: '' } };

export interface FinishedVerification {
  readonly finishedAt: Date;
  readonly rowCount: number;
  readonly findings: Findings;
}

/** Checks of the access log: asked for, made, and what they found. */
@Injectable()
export class Verifications {
  constructor(
    private readonly dataSource: DataSource,
    private readonly work: UnitOfWork,
    private readonly verifier: Verifier,
  ) {}

  /** Checks a small log at once, a large one in the background. @param key of the form */
  async ask(actor: Actor, key: string | undefined): Promise<void> {
    let waiting: string | undefined;
    await this.work.once(key, actor.id, async (tx) => {
      const id = await begin(tx, actor, actor.id);
      if (await isLarge(tx)) await addJob(tx.manager, VERIFY_ACCESS_LOG, { id });
      else waiting = id;
      return auditPaths.log();
    });
    if (waiting) await this.finish(waiting);
  }

  /** Checks the whole log now, on nobody's behalf. */
  async runNow(): Promise<FinishedVerification> {
    const id = await this.work.run((tx) => begin(tx, TELECASE, null));
    return this.finish(id);
  }

  async finish(id: string): Promise<FinishedVerification> {
    const { rowCount, findings } = await this.verifier.run();
    const finishedAt = new Date();
    await this.dataSource.query(`update access_log_verifications set finished_at = $2, row_count = $3, findings = $4 where id = $1`, [id, finishedAt, rowCount, findings]);
    return { finishedAt, rowCount, findings };
  }

  /** What the newest finished check found, and since when one is under way. */
  async newest(): Promise<{ finished?: FinishedVerification; runningSince?: Date }> {
    const [finished] = await this.dataSource.query<FinishedVerification[]>(
      `select finished_at as "finishedAt", row_count::float as "rowCount", findings from access_log_verifications
       where finished_at is not null order by asked_at desc limit 1`);
    const [last] = await this.dataSource.query<{ askedAt: Date; isRunning: boolean }[]>(
      `select asked_at as "askedAt", finished_at is null as "isRunning" from access_log_verifications order by asked_at desc limit 1`);
    return { finished, runningSince: last?.isRunning ? last.askedAt : undefined };
  }
}

async function begin(tx: Transaction, who: AccessPerson, askedBy: string | null): Promise<string> {
  const id = randomUUID();
  await tx.query(`insert into access_log_verifications (id, asked_by) values ($1, $2)`, [id, askedBy]);
  tx.log({ who, role: askedBy ? 'auditor' : undefined, action: 'audit.verified' });
  return id;
}

async function isLarge(tx: Transaction): Promise<boolean> {
  const [{ count }] = await tx.query<{ count: number }>(`select count(*)::int as count from (select from access_log limit ${AT_ONCE + 1}) as counted`) as [{ count: number }];
  return count > AT_ONCE;
}
