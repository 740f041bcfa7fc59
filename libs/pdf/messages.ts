import type { Rendered, Report } from './report.js';

/** What a worker is asked: print the report to the target, without the files that ended an earlier worker. */
export interface Job {
  report: Report;
  target: string;
  /** The path of the Typst template. */
  template: string;
  without: string[];
}

/** What a worker says: the file it is about to decode, that all are decoded, and how it went. */
export type Message = { checking: string } | { printing: true } | { printed: Rendered } | { failed: string };
