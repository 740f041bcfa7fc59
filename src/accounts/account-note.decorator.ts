import { DiscoveryService } from '@nestjs/core';
import type { Language } from '#config/languages';

/** Something that another module knows of a person, and an administrator should when their rights change. */
export interface AccountNoteSource {
  /** @returns null when there is nothing to say */
  note(accountId: string, language: Language): Promise<{ readonly heading: string; readonly text: string; readonly href: string; readonly link: string } | null>;
}

/** Marks a provider whose note stands on the page of an account. */
export const AccountNote = DiscoveryService.createDecorator<true>();
