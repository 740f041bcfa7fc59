/** What a check of the access log can find: rows that are not as they were written, gone, put in later; or whose completeness nothing proves any more. */
export const FINDING_KINDS = ['changed', 'missing', 'added', 'unproven'] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** From one row number to another, both included. */
export interface Finding {
  readonly kind: FindingKind;
  readonly from: number;
  readonly to: number;
}

/** What a check has found. */
export interface Findings {
  /** Rows of each kind; for `unproven` the places there were for rows. */
  readonly counts: Readonly<Record<FindingKind, number>>;
  /** The first ones, in the order of their numbers. */
  readonly first: readonly Finding[];
}

/** Findings that are kept one by one. */
const MOST = 100;

/** Collects findings; neighbours of one kind become one. */
export class FindingList {
  private readonly counts: Record<FindingKind, number> = { changed: 0, missing: 0, added: 0, unproven: 0 };
  private readonly first: Finding[] = [];

  add(kind: FindingKind, from: number, to = from): void {
    if (to < from) return;
    this.counts[kind] += to - from + 1;
    const neighbour = this.first.findIndex((other) => other.kind === kind && other.to === from - 1);
    if (neighbour >= 0) this.first[neighbour] = { kind, from: this.first[neighbour]!.from, to };
    else if (this.first.length < MOST) this.first.push({ kind, from, to });
  }

  get result(): Findings {
    return { counts: this.counts, first: this.first.toSorted((a, b) => a.from - b.from) };
  }
}

export const isClean = ({ counts }: Findings): boolean => FINDING_KINDS.every((kind) => counts[kind] === 0);
