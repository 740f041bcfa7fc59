import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the samples of this run are; to be read only. */
    samples: string;
  }
}

/** One folder of samples for the whole run, made by whoever needs them first: it takes seconds, and a dozen test files ask for them. */
export default function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'telecase-samples-'));
  project.provide('samples', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
