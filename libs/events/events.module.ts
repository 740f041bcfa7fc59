import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { EventDelivery } from './event-delivery.js';

@Module({ imports: [DiscoveryModule], providers: [EventDelivery] })
export class EventsModule {}
