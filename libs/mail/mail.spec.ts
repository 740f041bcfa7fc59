import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { startMailServer, type Mail as Received } from '../../test/browser/support/mail-server.js';
import { FileMailer } from './file-mailer.js';
import type { Mail } from './mailer.js';
import { SmtpMailer } from './smtp-mailer.js';

const sender = { from: 'Télécase <telecase@hospital.example>', host: 'hospital.example' };
const mail: Mail = {
  id: '6f1c3f0e-5b1d-4a43-9a66-0a1f2f6f3c11',
  at: new Date('2026-11-17T09:46:12.345Z'),
  to: 'a.diallo@hospital.example',
  subject: 'BUN-2026-0042 : un cas vous est attribué',
  text: 'Bonjour Dr A. Diallo,\n\nÀ vous : https://hospital.example/cases/BUN-2026-0042\n',
  language: 'fr',
};
const header = (name: string, { headers }: { headers: { key: string; value: string }[] }) => headers.find(({ key }) => key === name)?.value;

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'mail-'))));
afterEach(() => rm(folder, { recursive: true }));

describe('by a mail server', () => {
  it('sends plain text that says what it is and which one it is', async () => {
    const server = await startMailServer(folder);
    await new SmtpMailer(server.url, sender).send(mail);
    await server.stop();

    const [name] = await readdir(folder);
    const received = JSON.parse(await readFile(join(folder, name!), 'utf8')) as Received;
    expect(received).toMatchObject({ to: [mail.to], from: 'telecase@hospital.example', subject: mail.subject, text: mail.text, html: '' });
    expect(header('message-id', received)).toBe(`<${mail.id}@hospital.example>`);
    expect(header('auto-submitted', received)).toBe('auto-generated');
    expect(header('content-language', received)).toBe('fr');
    expect(header('content-type', received)).toContain('text/plain');
  });

  it('says by a code alone that nobody answers', async () => {
    const gone = await startMailServer(folder);
    await gone.stop();
    await expect(new SmtpMailer(gone.url, sender).send(mail)).rejects.toMatchObject({ name: 'MailNotSent', message: 'ESOCKET' });
  });
});

describe('into a folder', () => {
  it('makes one whole file a mail, readable by nobody else', async () => {
    await new FileMailer(join(folder, 'mail'), sender).send(mail);
    await new FileMailer(join(folder, 'mail'), sender).send(mail);
    expect(await readdir(join(folder, 'mail'))).toEqual([`20261117T094612345Z-${mail.id}.eml`]);

    const path = join(folder, 'mail', `20261117T094612345Z-${mail.id}.eml`);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const kept = await PostalMime.parse(await readFile(path));
    expect(kept).toMatchObject({ to: [{ address: mail.to }], subject: mail.subject, text: mail.text, messageId: `<${mail.id}@hospital.example>` });
    expect(new Date(kept.date!)).toEqual(new Date('2026-11-17T09:46:12Z'));
  });

  it('says by a code alone that it cannot write', async () => {
    await writeFile(join(folder, 'mail'), 'not a folder');
    await expect(new FileMailer(join(folder, 'mail'), sender).send(mail)).rejects.toMatchObject({ name: 'MailNotSent', message: 'EEXIST' });
  });
});
