import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { addJob } from '#libs/jobs/add-job';
import { JobRunner } from '#libs/jobs/job-runner';
import type { DomainEvent } from './domain-event.js';
import { Handles, type Delivery, type EventHandler } from './handles.decorator.js';
import { DELIVER_EVENT } from './record-event.js';

/** The job that lets one handler see one event. Each handler has its own, so none holds up another. */
const HANDLE_EVENT = 'handle-event';

interface EventRow {
  id: string;
  type: string;
  payload: object;
  actor_id: string | null;
  occurred_at: Date;
}

/** Brings recorded events to their handlers, at least once each, through the job queue. */
@Injectable()
export class EventDelivery implements OnModuleInit {
  private readonly handlers = new Map<string, EventHandler>();
  private readonly handlersOf = new Map<string, string[]>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly discovery: DiscoveryService,
    private readonly jobs: JobRunner,
  ) {}

  onModuleInit(): void {
    for (const wrapper of this.discovery.getProviders({ metadataKey: Handles.KEY })) {
      this.handlers.set(wrapper.name, wrapper.instance);
      for (const { type } of this.discovery.getMetadataByDecorator(Handles, wrapper)!) {
        this.handlersOf.set(type, [...(this.handlersOf.get(type) ?? []), wrapper.name]);
      }
    }
    this.jobs.define(DELIVER_EVENT, ({ eventId }) => this.handOut(eventId as string));
    this.jobs.define(HANDLE_EVENT, ({ eventId, handler }) => this.handle(eventId as string, handler as string));
  }

  private async handOut(eventId: string): Promise<void> {
    const event = await this.find(eventId);
    if (!event) return;
    await this.dataSource.transaction(async (manager) => {
      for (const handler of this.handlersOf.get(event.type) ?? []) {
        await addJob(manager, HANDLE_EVENT, { eventId, handler }, { key: `${eventId} ${handler}` });
      }
    });
  }

  /** A handler that a later version no longer has is no failure: the event has nobody left to tell. */
  private async handle(eventId: string, handler: string): Promise<void> {
    const event = await this.find(eventId);
    if (event) await this.handlers.get(handler)?.handle(event);
  }

  private async find(id: string): Promise<Delivery<DomainEvent> | undefined> {
    const [row] = await this.dataSource.query<EventRow[]>(`select * from events where id = $1`, [id]);
    return row && { id: row.id, type: row.type, payload: row.payload, actorId: row.actor_id, occurredAt: row.occurred_at };
  }
}
