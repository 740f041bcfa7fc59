/** Of a long text, as much as leaves room for the other one in a row of the access log. */
const LONGEST = 110;

/**
 * What has changed, a line for each field: "Name: old → new".
 * @param label what a field is called
 */
export function changesOf<Fields extends Record<string, string>>(before: { readonly [Name in keyof Fields]: string }, after: Fields, label: (field: string) => string): string[] {
  return Object.keys(after)
    .filter((field) => before[field] !== after[field])
    .map((field) => `${label(field)}: ${shown(before[field]!)} → ${shown(after[field]!)}`);
}

/** On one line. */
function shown(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line || '–';
}
