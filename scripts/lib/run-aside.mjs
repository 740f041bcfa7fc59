import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { root } from './project.mjs';
import { exitCode } from './run.mjs';

/**
 * Runs a command beside others: what it says is shown in one piece, at its end.
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<number>} its exit code
 */
export async function runAside(command, args) {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const [code, output, complaints] = await Promise.all([exitCode(child), text(child.stdout), text(child.stderr)]);
  process.stdout.write(output + complaints);
  return code;
}
