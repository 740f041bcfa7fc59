import { DiscoveryService } from '@nestjs/core';
import type { Language } from '#config/languages';

/** Something that another module knows of a person: an administrator should when their rights change, or they themselves when they go away. */
export interface AccountNoteSource {
  /** @returns null when there is nothing to say */
  note(accountId: string, language: Language): Promise<{ readonly heading: string; readonly text: string; readonly href: string; readonly link: string } | null>;
}

export type NotePlace = 'account' | 'absence';

/** Marks a provider whose note stands on the page of an account, or is for whoever has entered an absence. */
export const AccountNote = DiscoveryService.createDecorator<NotePlace>();
