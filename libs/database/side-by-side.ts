/** A statement with the values of its parameters, from `$1` on. */
export interface Sql {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** Statements of one value each, put into one: a row with a column for each, by its name. */
export function sideBySide(statements: ReadonlyMap<string, Sql>): Sql {
  const values: unknown[] = [];
  const columns = [...statements].map(([name, statement]) => {
    const before = values.length;
    values.push(...statement.values);
    return `(${statement.sql.replace(/\$(\d+)/g, (_, at: string) => `$${before + Number(at)}`)}) as "${name}"`;
  });
  return { sql: `select ${columns.join(', ')}`, values };
}
