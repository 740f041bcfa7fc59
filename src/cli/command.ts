import type { Settings } from '#config/settings';

/** One operator command of `npm run cli`. */
export interface Command {
  /** What is typed after its name. */
  readonly usage: string;
  /** What it does, in one line. */
  readonly summary: string;
  /** @throws Error with a sentence that says what to do */
  run(args: string[], settings: Settings): Promise<void>;
}

export const say = (line: string): void => void process.stdout.write(`${line}\n`);
