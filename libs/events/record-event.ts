import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { addJob } from '#libs/jobs/add-job';
import type { DomainEvent } from './domain-event.js';

/** The job that hands one event out to its handlers. */
export const DELIVER_EVENT = 'deliver-event';

/** Keeps the event, and the job that will deliver it, in the transaction of the change: both or neither. */
export async function recordEvent(manager: EntityManager, { type, payload, actor, occurredAt }: DomainEvent): Promise<void> {
  const id = randomUUID();
  await manager.query(`insert into events (id, type, payload, actor_id, occurred_at) values ($1, $2, $3, $4, $5)`, [
    id, type, JSON.stringify(payload), actor?.id ?? null, occurredAt,
  ]);
  await addJob(manager, DELIVER_EVENT, { eventId: id });
}
