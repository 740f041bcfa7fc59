/** A part of the page: a sentence where there is nothing to count, else some facts at a glance, a table or a record, and what has to be known to read them. */
export interface Section {
  readonly heading: string;
  readonly nothing: string;
  readonly facts: readonly Said[];
  readonly table: Table | null;
  /** Each with lines of its own. */
  readonly record: readonly Said[];
  readonly notes: readonly string[];
}

export interface Said {
  readonly name: string;
  readonly value: string;
}

export interface Table {
  readonly columns: readonly string[];
  /** The first cell says what the row is of. */
  readonly rows: readonly (readonly Said[])[];
}

export const section = (heading: string, parts: Partial<Omit<Section, 'heading'>>): Section => ({ nothing: '', facts: [], table: null, record: [], notes: [], ...parts, heading });

/** @param rows one cell for each column */
export const table = (columns: readonly string[], rows: readonly (readonly string[])[]): Table => ({
  columns,
  rows: rows.map((cells) => cells.map((value, at) => ({ name: columns[at]!, value }))),
});
