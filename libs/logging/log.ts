import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';

/**
 * The log: one JSON line an event on standard output. It never holds a patient's data: errors are kept by name and
 * place only, as their messages may quote rows or forms.
 */
export class Log implements LoggerService {
  private readonly pino: Logger;

  constructor(level: string) {
    this.pino = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } });
  }

  log(message: unknown, context?: unknown): void {
    this.pino.debug({ context }, String(message));
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.pino.error(describe(message, rest));
  }
  warn(message: unknown, context?: unknown): void {
    this.pino.warn({ context }, String(message));
  }
  debug(message: unknown, context?: unknown): void {
    this.pino.debug({ context }, String(message));
  }
}

const describe = (message: unknown, rest: unknown[]) => {
  const details = rest.find((value) => typeof value === 'object' && value !== null) ?? {};
  if (!(message instanceof Error)) return { ...details, message: String(message) };
  const { name, stack = '' } = message;
  const { code } = message as { code?: unknown };
  return { ...details, error: name, code, at: stack.split('\n').filter((line) => /^\s+at /.test(line)).map((line) => line.trim()) };
};
