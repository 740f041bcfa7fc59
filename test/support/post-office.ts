import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A real mail server that can go down and come back at the same address. */
export interface PostOffice {
  /** For SMTP_URL. */
  readonly url: string;
  /** Everything that was delivered, in the order of arrival. */
  readonly mails: Email[];
  goDown(): Promise<void>;
  comeBack(): Promise<void>;
}

/** @param takes decides about each recipient; an error refuses them with its `responseCode` */
export async function openPostOffice(takes: (address: string) => Error | null = () => null): Promise<PostOffice> {
  const mails: Email[] = [];
  let server: SMTPServer;
  const listen = async (port: number) => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: ({ address }, _, answer) => answer(takes(address)),
      onData: (stream, _, answer) => void buffer(stream).then((raw) => PostalMime.parse(raw)).then((mail) => mails.push(mail)).then(() => answer(), answer),
    });
    const listening = server.listen(port, '127.0.0.1');
    await once(listening, 'listening');
    return (listening.address() as AddressInfo).port;
  };
  const port = await listen(0);
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    goDown: () => new Promise((done) => server.close(() => done())),
    comeBack: async () => void (await listen(port)),
  };
}
