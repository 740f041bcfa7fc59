import { readSettings } from '#config/settings';
import { endWithParent } from '#libs/process/end-with-parent';
import { serve } from './serve.js';

try {
  const running = await serve(readSettings());
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void running.stop());
  endWithParent(() => void running.stop());
} catch (error) {
  // What stops a start is for whoever started it: a sentence, not a stack.
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}
