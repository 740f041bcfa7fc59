import { IsUUID } from 'class-validator';
import { CASE_REFERENCE } from './case.facts.js';

/** To whom a case goes. */
export class HandOverForm {
  @IsUUID('all', { message: 'cases:hand-over.to.missing' })
  to: string = '';
}

/** What an administrator passes on of what somebody leaves in a project. */
export interface LeftWork {
  readonly projectId: string;
  readonly references: readonly string[];
  readonly toId: string;
}

/** Reads the boxes that were ticked; whatever else was sent counts as nothing. */
export function readLeftWork(body: unknown): LeftWork {
  const sent = (body ?? {}) as Record<string, unknown>;
  const text = (name: string) => (typeof sent[name] === 'string' ? (sent[name] as string) : '');
  return { projectId: text('project'), toId: text('to'), references: [sent.references ?? []].flat().map(String).filter((one) => CASE_REFERENCE.test(one)) };
}
