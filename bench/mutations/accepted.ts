/** Faults that no test can notice, each with the reason. By their names, without the number of the line. */
export const ACCEPTED: readonly [pattern: RegExp, reason: string][] = [
  [/^ALLOCATION_MOVES\.answered: with withdrawn$/, 'Whoever has answered keeps the case: `isWithdrawable` says so before the table is asked.'],
  [/route\.guard\.ts:\d+ rule === undefined is never so/, 'A route without a rule stops the start; the line below would throw all the same.'],
  [/actors\.ts:\d+ .*(?:isLanguage|includes\('specialist'\)|p\.id = m\.|i\.id = c\.|m\.account_id|c\.account_id|m\.ended_at)/, 'What stands below a name, and in which language: no right.'],
  [/case\.policy\.ts:\d+ only isSo\(.*without relation !== undefined/, 'No relation holds that is none: `isSo` says nothing then.'],
];
