import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Language } from '#config/languages';
import type { Dictionary } from '#libs/i18n/words';

/** What Node itself refuses before it is a request at all, and the error page whose words tell it. */
const STATUS: Readonly<Record<string, [status: number, words: string]>> = {
  HPE_HEADER_OVERFLOW: [431, '413'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, '400'],
};

/** Answers what can't be read as HTTP, or brings too long an address, with words; nothing of it is quoted. */
export function answerBrokenRequests(server: Server, dictionary: Dictionary, language: Language): void {
  server.on('clientError', ({ code = '' }: NodeJS.ErrnoException, socket: Socket) => {
    if (!socket.writable) return void socket.destroy();
    const [status, key] = STATUS[code] ?? [400, '400'];
    const words = dictionary.in(language);
    const page = `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>Telecase</title><h1>${words(`ui:errors.${key}.title`)}</h1><p>${words(`ui:errors.${key}.text`)}</p></html>`;
    socket.end(`HTTP/1.1 ${status} ${status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(page)}\r\nContent-Security-Policy: default-src 'none'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'\r\nX-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n${page}`);
  });
}
