import { readReport } from './report.mjs';

/** @returns {import('./report.mjs').Result} what Playwright's JSON report counts; a test that passed only when repeated has failed */
export function playwrightResult(path) {
  const { suites = [], errors = [] } = readReport(path);
  const tests = suites.flatMap((suite) => testsOf(suite));
  const count = (...statuses) => tests.filter((test) => statuses.includes(test.status)).length;
  return {
    passed: count('expected'),
    failed: count('unexpected', 'flaky') + errors.length,
    skipped: tests.filter((test) => test.status === 'skipped').map((test) => test.name),
  };
}

function testsOf(suite, outer = '') {
  const name = `${outer}${suite.title} › `;
  const own = (suite.specs ?? []).flatMap((spec) => spec.tests.map(({ status }) => ({ name: name + spec.title, status })));
  return [...own, ...(suite.suites ?? []).flatMap((inner) => testsOf(inner, name))];
}
