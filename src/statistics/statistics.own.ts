import type { AllWorkFigures } from '../cases/index.js';
import type { Sayings } from './statistics.sayings.js';
import { section, type Section } from './statistics.section.js';

/** What a specialist was asked, and how they answered. */
export function ownSection(figures: AllWorkFigures, say: Sayings): Section {
  const { words } = say;
  const heading = words('statistics:headings.own');
  if (figures.allocated === 0) return section(heading, { nothing: words('statistics:none-allocated') });
  return section(heading, {
    facts: [
      say.fact('allocated', figures.allocated), say.fact('answered', figures.answered), { name: words('statistics:facts.in-time'), value: say.inTime(figures) },
      say.fact('refused', figures.refused), say.fact('withdrawn', figures.withdrawn), say.fact('open', figures.open), say.fact('late', figures.late),
    ],
    table: say.times({ 'to-acceptance': figures.toAcceptance, 'to-own-answer': figures.toAnswer }),
    notes: [words('statistics:notes.clock'), words('statistics:notes.due')],
  });
}
