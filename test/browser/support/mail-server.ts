import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A mail as its reader gets it. */
export interface Mail {
  /** Addresses it was delivered to, in lower case: the envelope's, whatever the headers say. */
  to: string[];
  from: string;
  subject: string;
  text: string;
  html: string;
  headers: { key: string; value: string }[];
}

export interface MailServer {
  /** For SMTP_URL. */
  url: string;
  /** One JSON file a mail, in the order of arrival. */
  folder: string;
  stop(): Promise<void>;
}

/** Listens on a free port of this machine and files every mail it is given. */
export async function startMailServer(folder: string): Promise<MailServer> {
  await mkdir(folder, { recursive: true });
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, answer) {
      const to = session.envelope.rcptTo.map(({ address }) => address.toLowerCase());
      read(stream, to).then((mail) => file(mail, folder)).then(() => answer(), answer);
    },
  });
  const server = smtp.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    folder,
    stop: () => new Promise((resolve) => smtp.close(() => resolve())),
  };
}

async function read(stream: Readable, to: string[]): Promise<Mail> {
  const { from, subject = '', text = '', html = '', headers } = await PostalMime.parse(await buffer(stream));
  return { to, from: from?.address ?? '', subject, text, html, headers };
}

let arrived = 0;

/** Written aside and renamed: a story never reads half a mail. */
async function file(mail: Mail, folder: string): Promise<void> {
  const place = join(folder, `${String(++arrived).padStart(6, '0')}.json`);
  const draft = join(folder, randomUUID());
  await writeFile(draft, JSON.stringify(mail));
  await rename(draft, place);
}
