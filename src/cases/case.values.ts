/** The values of a statement's parameters, numbered as they are added. */
export class Values {
  /** @param list values that have their numbers already, from `$1` on */
  constructor(readonly list: unknown[] = []) {}

  /** @returns the parameter, as it stands in the statement */
  add(value: unknown, type: string): string {
    return `$${this.list.push(value)}::${type}`;
  }
}
