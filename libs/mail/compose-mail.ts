import type { SendMailOptions } from 'nodemailer';
import type { Mail } from './mailer.js';

/** What every mail of ours has. */
export interface Sender {
  /** With a name if wanted: `Telecase <telecase@hospital.example>`. */
  readonly from: string;
  /** The host that Message-IDs end in. */
  readonly host: string;
}

/**
 * The mail as nodemailer takes it. Its Message-ID is made of its id, so that one sent twice after a crash is known to be the
 * same. `Auto-Submitted` (RFC 3834) keeps holiday notices from answering.
 */
export function composeMail({ id, at, to, subject, text, language }: Mail, { from, host }: Sender): SendMailOptions {
  return {
    from,
    to: { name: '', address: to },
    subject,
    text,
    date: at,
    messageId: `<${id}@${host}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
