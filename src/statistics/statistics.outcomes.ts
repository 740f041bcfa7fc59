import { CARRIED_OUT, CONDITIONS, type Figures } from '../cases/index.js';
import type { Sayings } from './statistics.sayings.js';
import { section, type Section } from './statistics.section.js';

/** How closed cases ended: the answers to the questions of closing, and what was told of the patients later. */
export function outcomeSection({ closings, reports }: Figures, say: Sayings): Section {
  const { words } = say;
  const lines = (said: readonly (readonly [what: string, count: number])[]) => said.map(([what, count]) => words('statistics:line', { what, count: say.number(count) })).join('\n');
  const closed = (is: (one: Figures['closings'][number]) => boolean) => closings.filter(is).reduce((sum, { cases }) => sum + cases, 0);
  return section(words('statistics:headings.outcomes'), {
    record: [
      { name: words('cases:close.carried-out.label'), value: lines(CARRIED_OUT.map((one) => [words(`cases:close.carried-out.${one}`), closed(({ carriedOut }) => carriedOut === one)])) },
      { name: words('cases:close.condition.label'), value: lines(CONDITIONS.map((one) => [words(`cases:close.condition.${one}`), closed(({ condition }) => condition === one)])) },
      { name: words('statistics:outcomes.skipped'), value: say.number(closed(({ condition }) => condition === null)) },
      { name: words('statistics:outcomes.reports'), value: lines((['told', 'untold', 'due', 'early'] as const).map((one) => [words(`statistics:outcomes.${one}`), reports[one]])) },
    ],
  });
}
