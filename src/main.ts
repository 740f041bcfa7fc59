import { readSettings } from '#config/settings';
import { endWithParent } from '#libs/process/end-with-parent';
import { serve } from './serve.js';

const running = await serve(readSettings());
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void running.stop());
endWithParent(() => void running.stop());
