import { readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: string[] }} Result */

/** The report of a test runner; an empty one when it ended before it could write it. */
export function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return {};
  }
}
