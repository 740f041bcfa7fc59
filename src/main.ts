import { readSettings } from '#config/settings';
import { endWithParent } from '#libs/process/end-with-parent';
import { serve } from './serve.js';

/** What stops a start is for whoever started it: a sentence that says what to do, not a stack. */
function whyNoStart({ code, message, syscall }: NodeJS.ErrnoException): string {
  if (code === 'EADDRINUSE') return 'Another program listens on this port. Stop it, or set PORT to another one.';
  if (code === 'EACCES' && syscall === 'listen') return 'This user may not listen on this port. Set PORT to one above 1023.';
  if (syscall === 'connect' || /^(28|3D)/.test(code ?? '')) return `The database of DATABASE_URL can't be used: ${message}. Check that it runs, and the name, user and password in DATABASE_URL.`;
  return message;
}

try {
  const running = await serve(readSettings());
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void running.stop());
  endWithParent(() => void running.stop());
} catch (error) {
  process.stderr.write(`${whyNoStart(error as NodeJS.ErrnoException)}\n`);
  process.exit(1);
}
