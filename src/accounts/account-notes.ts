import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { Language } from '#config/languages';
import { AccountNote, type AccountNoteSource, type NotePlace } from './account-note.decorator.js';

/** The notes of other modules on an account. */
@Injectable()
export class AccountNotes implements OnModuleInit {
  private sources: { readonly place: NotePlace; readonly source: AccountNoteSource }[] = [];

  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    this.sources = this.discovery.getProviders({ metadataKey: AccountNote.KEY }).map((wrapper) => ({ place: this.discovery.getMetadataByDecorator(AccountNote, wrapper)!, source: wrapper.instance as AccountNoteSource }));
  }

  async of(accountId: string, language: Language, wanted: NotePlace = 'account') {
    const notes = await Promise.all(this.sources.filter(({ place }) => place === wanted).map(({ source }) => source.note(accountId, language)));
    return notes.filter((note) => note !== null);
  }
}
