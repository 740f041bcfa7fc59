import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { composeMail, type Sender } from './compose-mail.js';
import { Mailer, MailNotSent, type Mail } from './mailer.js';

/** Where there is no mail server: each mail becomes one file, `<time>-<id>.eml`, the same one when it is sent again. */
export class FileMailer extends Mailer {
  private readonly transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

  constructor(
    private readonly folder: string,
    private readonly sender: Sender,
  ) {
    super();
  }

  async send(mail: Mail): Promise<void> {
    const { message } = await this.transport.sendMail(composeMail(mail, this.sender));
    const time = mail.at.toISOString().replaceAll(/[-:.]/g, '');
    try {
      await this.keep(`${time}-${mail.id}.eml`, message as Buffer);
    } catch (error) {
      throw new MailNotSent((error as NodeJS.ErrnoException).code ?? 'EUNKNOWN');
    }
  }

  /** Written aside, then renamed: whoever looks into the folder sees a whole mail or none. */
  private async keep(name: string, content: Buffer): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const draft = join(this.folder, `.${name}`);
    const file = await open(draft, 'w', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, join(this.folder, name));
    const folder = await open(this.folder);
    await folder.sync().finally(() => folder.close());
  }
}
