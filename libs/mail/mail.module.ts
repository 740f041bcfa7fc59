import { Module } from '@nestjs/common';
import { Settings } from '#config/settings';
import { FileMailer } from './file-mailer.js';
import { Mailer } from './mailer.js';
import { SmtpMailer } from './smtp-mailer.js';

/** Offers the mailer that the settings ask for. */
@Module({
  providers: [{ provide: Mailer, inject: [Settings], useFactory: mailerOf }],
  exports: [Mailer],
})
export class MailModule {}

function mailerOf(settings: Settings): Mailer {
  const sender = { from: settings.MAIL_FROM, host: new URL(settings.publicOrigin).hostname };
  return settings.SMTP_URL ? new SmtpMailer(settings.SMTP_URL, sender) : new FileMailer(settings.inDataDir('mail'), sender);
}
