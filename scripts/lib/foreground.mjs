import { spawn } from 'node:child_process';
import { node } from './node.mjs';
import { inProject } from './project.mjs';
import { exitCode } from './run.mjs';

/**
 * Runs a part of the built product in the place of this command: same terminal, same end.
 * @param {string} program below dist/
 * @param {string[]} args
 */
export async function runInForeground(program, args) {
  // The terminal tells both about Ctrl-C; this one has only to wait.
  process.on('SIGINT', () => undefined);
  const child = spawn(node(), [inProject('dist', program), ...args], { stdio: 'inherit' });
  process.once('SIGTERM', () => child.kill('SIGTERM'));
  process.exitCode = await exitCode(child);
}

/**
 * The same for the server. It is in a group of its own, so that it hears of Ctrl-C once, from here; and should
 * this command be killed, the channel between the two closes, and the server ends too.
 * @param {string} program below dist/
 */
export async function serveInForeground(program) {
  const env = { NODE_ENV: 'production', ...process.env };
  const child = spawn(node(), [inProject('dist', program)], { env, detached: true, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  let isTold = false;
  const tell = (signal) => {
    if (!isTold) child.kill(signal);
    isTold = true;
  };
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, tell);
  process.on('SIGHUP', () => tell('SIGTERM'));
  whenNpmIsGone(() => tell('SIGTERM'));
  process.exitCode = await exitCode(child);
}

/** A killed npm tells nobody, but leaves this command to another parent. */
function whenNpmIsGone(callback) {
  const npm = process.ppid;
  const look = () => process.ppid !== npm && callback();
  if (process.env.npm_lifecycle_event) setInterval(look, 500).unref();
}
