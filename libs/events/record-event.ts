import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { MAX_ATTEMPTS } from '#libs/jobs/add-job';
import type { DomainEvent } from './domain-event.js';

/** The job that hands one event out to its handlers. */
export const DELIVER_EVENT = 'deliver-event';

/** Keeps the event, and the job that will deliver it, in the transaction of the change: both or neither. */
export async function recordEvent(manager: EntityManager, { type, payload, actor, occurredAt }: DomainEvent): Promise<void> {
  await manager.query(
    `with event as (insert into events (id, type, payload, actor_id, occurred_at) values ($1, $2, $3, $4, $5) returning id)
     select graphile_worker.add_job($6, json_build_object('eventId', id), max_attempts => $7) from event`,
    [randomUUID(), type, JSON.stringify(payload), actor?.id ?? null, occurredAt, DELIVER_EVENT, MAX_ATTEMPTS],
  );
}
