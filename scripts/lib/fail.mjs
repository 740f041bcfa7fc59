/** Ends the program with one sentence for the person who started it. */
export function fail(error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
