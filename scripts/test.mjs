/** `npm test`: every check there is. Goes on after a failure; the last line counts. Arguments choose among vitest's files. */
import { rmSync } from 'node:fs';
import { ensureInstalled } from './lib/ensure.mjs';
import { node } from './lib/node.mjs';
import { playwrightResult } from './lib/playwright-result.mjs';
import { inProject } from './lib/project.mjs';
import { runAside } from './lib/run-aside.mjs';
import { run } from './lib/run.mjs';
import { vitestResult } from './lib/vitest-result.mjs';

/** One check that passes or fails as a whole. */
async function check(name) {
  const passed = (await runAside('npm', ['run', '--silent', name])) === 0;
  return { name, passed: Number(passed), failed: Number(!passed), skipped: [] };
}

/** A test runner, believed only if it ran something, and if its exit code agrees with its report. */
async function tests(name, report, read, ...command) {
  rmSync(report, { force: true });
  const code = await run(node(), command);
  const result = read(report);
  const failed = result.failed || Number(code !== 0 || result.passed === 0);
  return { name, ...result, failed };
}

async function everything() {
  const areThere = await ensureInstalled().then(() => true, () => false);
  if (!areThere) return [{ name: 'packages', passed: 0, failed: 1, skipped: [] }];
  const vitest = inProject('test-results/vitest.json');
  const playwright = inProject('test-results/playwright.json');
  return [
    ...(await Promise.all(['lint', 'typecheck', 'build'].map(check))),
    await tests('vitest', vitest, vitestResult, 'node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitest}`, ...process.argv.slice(2)),
    await tests('playwright', playwright, playwrightResult, 'node_modules/@playwright/test/cli.js', 'test'),
  ];
}

const results = await everything();
const sum = (what) => results.reduce((total, result) => total + result[what], 0);

console.log();
for (const { name, skipped } of results) for (const test of skipped) console.log(`skipped: ${name}: ${test}`);
for (const { name, passed, failed } of results) console.log(`${name}: ${passed} passed, ${failed} failed`);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') ? 1 : 0;
