import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { Language } from '#config/languages';
import { AccountNote, type AccountNoteSource } from './account-note.decorator.js';

/** The notes of other modules on an account. */
@Injectable()
export class AccountNotes implements OnModuleInit {
  private sources: AccountNoteSource[] = [];

  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    this.sources = this.discovery.getProviders({ metadataKey: AccountNote.KEY }).map(({ instance }) => instance as AccountNoteSource);
  }

  async of(accountId: string, language: Language) {
    const notes = await Promise.all(this.sources.map((source) => source.note(accountId, language)));
    return notes.filter((note) => note !== null);
  }
}
