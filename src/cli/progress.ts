/** Milliseconds between two lines that say how far something is. */
const EVERY = 3000;

/** Lets something be said now and then, however often it is asked to. */
export function everyFewSeconds(): (saying: () => void) => void {
  let last = performance.now();
  return (saying) => {
    if (performance.now() - last < EVERY) return;
    last = performance.now();
    saying();
  };
}

export const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
