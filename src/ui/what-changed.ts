import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { AppRequest } from '#libs/sessions/request';

/** What has happened meanwhile to the thing that somebody came too late for, in words, the latest first. */
export interface Changes {
  readonly lines: readonly { readonly text: string; readonly why: string; readonly at: string; readonly iso: string }[];
  /** Where it can be looked at, and what that link says; none when it is no longer open to them. */
  readonly href: string | null;
  readonly link: string;
}

/** Tells of the changes to what a request is about; the module that knows marks a provider with `@TellsChanges(true)`. */
export interface ChangesSource {
  changes(request: AppRequest): Promise<Changes | null>;
}
export const TellsChanges = DiscoveryService.createDecorator<true>();

/** For the page that says "too late": what has changed. */
@Injectable()
export class WhatChanged implements OnModuleInit {
  private sources: ChangesSource[] = [];

  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    this.sources = this.discovery.getProviders({ metadataKey: TellsChanges.KEY }).map(({ instance }) => instance as ChangesSource);
  }

  async about(request: AppRequest): Promise<Changes | null> {
    for (const source of this.sources) {
      const changes = await source.changes(request);
      if (changes) return changes;
    }
    return null;
  }
}
