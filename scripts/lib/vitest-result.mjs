import { readReport } from './report.mjs';

/** @returns {import('./report.mjs').Result} what vitest's JSON report counts */
export function vitestResult(path) {
  const { testResults = [] } = readReport(path);
  const tests = testResults.flatMap((file) => file.assertionResults);
  // A file that could not be read has no tests to fail, and is a failure all the same.
  const broken = testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some(is('failed')));
  return {
    passed: tests.filter(is('passed')).length,
    failed: tests.filter(is('failed')).length + broken.length,
    skipped: tests.filter((test) => !['passed', 'failed'].includes(test.status)).map((test) => test.fullName),
  };
}

const is = (status) => (test) => test.status === status;
