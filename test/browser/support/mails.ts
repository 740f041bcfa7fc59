import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Mail } from './mail-server.js';

const patience = 20_000;

/**
 * The oldest mail to this address that no story has taken yet; waits for one up to 20 s. It is taken out of the
 * box, so the next call waits for the next one.
 * @param subject which one, when the person gets several: a case's reference tells them apart
 */
export async function mailTo(address: string, subject = /(?:)/): Promise<Mail> {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    const mail = await take((it) => it.to.includes(address.toLowerCase()) && subject.test(it.subject));
    if (mail) return mail;
    await pause(100);
  }
  const others = (await waiting()).map(({ mail }) => `${mail.to.join(', ')}: ${mail.subject}`);
  throw new Error(`No mail to ${address} with subject ${subject}. Waiting: ${others.join(' | ') || 'none'}`);
}

/** What lies in the box of this address and no story has taken: what should not have come, once what should has. */
export async function waitingMails(address: string, subject: RegExp): Promise<Mail[]> {
  return (await waiting()).map(({ mail }) => mail).filter((mail) => mail.to.includes(address) && subject.test(mail.subject));
}

async function take(wanted: (mail: Mail) => boolean): Promise<Mail | undefined> {
  const found = (await waiting()).find(({ mail }) => wanted(mail));
  if (found) await rm(found.path);
  return found?.mail;
}

async function waiting(): Promise<{ path: string; mail: Mail }[]> {
  const folder = process.env.TELECASE_MAILS!;
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  const paths = names.map((name) => join(folder, name));
  return Promise.all(paths.map(async (path) => ({ path, mail: JSON.parse(await readFile(path, 'utf8')) })));
}
