import type { TestApp } from '../../support/app.js';
import { copyCase, readCase, type CaseRows } from './case-copies.js';
import type { State } from './case-table.js';
import { CASTING, type Cast, type PersonName } from './people.js';

/** Copies of the case in each state. Whoever has changed one throws it away; the others are used again. */
export class CopiesInStock {
  private readonly stock = new Map<string, CaseRows[]>();

  constructor(
    private readonly telecase: TestApp,
    private readonly cast: Cast,
    private readonly originals: Readonly<Record<State, CaseRows>>,
  ) {}

  /** A case in a state, in which this person has the part that they play. */
  async take(state: State, person: PersonName): Promise<CaseRows> {
    return this.shelf(state, person).pop() ?? this.fresh(state, person);
  }

  /** The same one, for whoever only looks. */
  async lookAt(state: State, person: PersonName): Promise<CaseRows> {
    const copy = await this.take(state, person);
    this.giveBack(state, person, copy);
    return copy;
  }

  /** Throws all of them away. */
  clear(): void {
    this.stock.clear();
  }

  giveBack(state: State, person: PersonName, copy: CaseRows): void {
    this.shelf(state, person).push(copy);
  }

  /** Whether a copy is, to the last column, as it was made. */
  async isUntouched(copy: CaseRows): Promise<boolean> {
    const now = await readCase(this.telecase.db, copy.reference);
    return JSON.stringify(now) === JSON.stringify(copy);
  }

  /** The copies on the shelves that somebody has changed all the same, or of which anything would be told. */
  async changed(): Promise<string[]> {
    const changed: string[] = [];
    const events: { caseId: string }[] = await this.telecase.db.query(`select payload->>'caseId' as "caseId" from events`);
    const toTell = new Set(events.map(({ caseId }) => caseId));
    for (const copy of [...this.stock.values()].flat()) if (toTell.has(copy.id) || !(await this.isUntouched(copy))) changed.push(`${copy.reference} (${copy.state})`);
    return changed;
  }

  private async fresh(state: State, person: PersonName): Promise<CaseRows> {
    const { people } = this.cast;
    const part = CASTING[person];
    const recast = part ? { [people[part].id]: people[person as keyof typeof people].id } : {};
    const { reference } = await copyCase(this.telecase, this.originals[state], recast);
    return (await readCase(this.telecase.db, reference))!;
  }

  private shelf(state: State, person: PersonName): CaseRows[] {
    const key = CASTING[person] ? `${state} ${person}` : state;
    if (!this.stock.has(key)) this.stock.set(key, []);
    return this.stock.get(key)!;
  }
}
