import { expect } from '@playwright/test';
import type { Mail } from '../support/mail-server.js';
import { mailTo } from '../support/mails.js';

/** A mail on a case: names it and links to it. @param untold words of the case that nobody may read in a mail */
export async function mailAbout(reference: string, address: string, subject: RegExp, untold: readonly string[]): Promise<Mail> {
  const mail = await mailTo(address, new RegExp(`^${reference}.*${subject.source}`, 'i'));
  expect(mail.text).toContain(`${process.env.TELECASE_URL}/cases/${reference}`);
  for (const words of untold) expect(JSON.stringify(mail), `${address} reads no clinical word`).not.toContain(words);
  return mail;
}

/** The address in a mail that a person would press. */
export function linkIn({ text }: Mail): string {
  const [link] = /https?:\/\/\S+/.exec(text) ?? [];
  expect(link, 'a link in the mail').toBeTruthy();
  return link!;
}
