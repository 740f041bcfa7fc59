import { JobRunner } from '#libs/jobs/job-runner';
import { startApp, type TestApp } from '../../support/app.js';
import type { CaseRows } from './case-copies.js';
import { caseDoors, type Door } from './case-doors.js';
import { tellTheCase } from './case-fixtures.js';
import type { State } from './case-table.js';
import { CopiesInStock } from './copies-in-stock.js';
import { makeCast, type Cast } from './people.js';

/** The product with everybody at their browsers, and one case as it was in each state. */
export interface Stage {
  readonly telecase: TestApp;
  readonly cast: Cast;
  readonly originals: Readonly<Record<State, CaseRows>>;
  readonly stock: CopiesInStock;
  doorOf(key: string): Door;
  end(): Promise<void>;
}

export async function setStage(): Promise<Stage> {
  const telecase = await startApp();
  const cast = await makeCast(telecase);
  const originals = await tellTheCase(telecase, cast);
  // Thousands of changes would be told of by mails that nobody reads; that nothing is told of what was refused is looked at in the end.
  await telecase.app.get(JobRunner).beforeApplicationShutdown();
  return {
    telecase, cast, originals,
    stock: new CopiesInStock(telecase, cast, originals),
    doorOf: await caseDoors(cast),
    end: () => telecase.stop(),
  };
}
