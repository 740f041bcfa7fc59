/** `npm run dev`: compiles whatever is saved and starts the server anew with it. */
import { spawn } from 'node:child_process';
import { ensureBuilt } from './lib/ensure.mjs';
import { fail } from './lib/fail.mjs';
import { node } from './lib/node.mjs';
import { root } from './lib/project.mjs';
import { exitCode } from './lib/run.mjs';

await ensureBuilt().catch(fail);
const env = { NODE_ENV: 'development', ...process.env };
const start = (...args) => spawn(node(), args, { cwd: root, env, stdio: 'inherit' });
const compiler = start('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--watch', '--preserveWatchOutput');
const server = start('--watch', '--watch-preserve-output', 'dist/src/main.js');

const stop = () => [compiler, server].forEach((child) => child.kill('SIGTERM'));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);
await Promise.race([exitCode(compiler), exitCode(server)]);
stop();
