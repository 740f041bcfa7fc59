/** What fills the gaps of a phrase, by name. */
export type Values = Readonly<Record<string, unknown>>;

/** Says a text, its gaps filled. */
export type Phrase = (values?: Values) => string;

const GAP = /\{\{(\w+)\}\}/;

/**
 * Takes a text such as "{{count}} files" apart once, so that saying it is no more than joining strings. Nothing is said
 * for a value that is null or undefined; a gap that nobody fills shows as itself.
 */
export function phrase(text: string): Phrase {
  const [start, ...rest] = text.split(GAP) as [string, ...string[]];
  const gaps = rest.flatMap((name, at) => (at % 2 === 0 ? [{ name, after: rest[at + 1]! }] : []));
  return (values = {}) => {
    let said = start;
    for (const { name, after } of gaps) said += (name in values ? String(values[name] ?? '') : `{{${name}}}`) + after;
    return said;
  };
}
