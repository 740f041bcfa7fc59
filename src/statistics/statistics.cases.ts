import type { Figures } from '../cases/index.js';
import type { Sayings } from './statistics.sayings.js';
import { section, type Section } from './statistics.section.js';

/** Of all cases that somebody sees: how many, how long they waited, and how they were answered. */
export function caseSections({ cases, allocations }: Figures, say: Sayings): Section[] {
  const { words } = say;
  return [
    section(words('statistics:headings.cases'), {
      facts: [say.fact('posted', cases.posted), say.fact('urgent', cases.urgent), say.fact('open', cases.posted - cases.closed), say.fact('closed', cases.closed)],
    }),
    section(words('statistics:headings.times'), {
      table: say.times({ 'to-allocation': cases.toAllocation, 'to-acceptance': allocations.toAcceptance, 'to-answer': cases.toAnswer, 'to-closing': cases.toClosing }),
      notes: [words('statistics:notes.clock')],
    }),
    section(words('statistics:headings.answers'), {
      facts: [
        say.fact('allocated', allocations.allocated), { name: words('statistics:facts.in-time'), value: say.inTime(allocations) },
        say.fact('late', allocations.late), say.fact('refused', allocations.refused), say.fact('withdrawn', allocations.withdrawn),
      ],
      notes: [words('statistics:notes.due')],
    }),
  ];
}
