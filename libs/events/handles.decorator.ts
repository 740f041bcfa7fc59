import { DiscoveryService } from '@nestjs/core';
import type { DomainEvent } from './domain-event.js';

export interface EventClass<Event extends DomainEvent = DomainEvent> {
  readonly type: string;
  new (...args: never[]): Event;
}

/** Marks a class as a reaction to some events: `@Handles([CaseClosed])`. */
export const Handles = DiscoveryService.createDecorator<EventClass[]>();

/** An event as it comes back from the database. A handler may see one twice, so it must be safe to repeat. */
export interface Delivery<Event extends DomainEvent> {
  readonly id: string;
  readonly type: string;
  readonly actorId: string | null;
  readonly occurredAt: Date;
  readonly payload: Event['payload'];
}

export interface EventHandler<Event extends DomainEvent = DomainEvent> {
  handle(delivery: Delivery<Event>): Promise<void>;
}
