import { makeSamples } from '../../support/samples/index.js';

export const SAMPLES = 'test-results/samples';

/** Makes the files that people attach, once, before two stories at a time ask for them. */
export default async function make(): Promise<void> {
  await makeSamples(SAMPLES);
}
