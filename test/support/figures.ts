/** What the page of statistics says, by the heading of its parts: facts by name, tables row by row, records as they are. */
export interface SaidFigures {
  readonly [heading: string]: { readonly facts: Readonly<Record<string, string>>; readonly rows: readonly Readonly<Record<string, string>>[]; readonly nothing: string };
}

const text = (html: string): string => html.replace(/<[^>]*>/g, '').replaceAll('&#x27;', '’').replaceAll('&amp;', '&').trim();
const all = (html: string, what: RegExp): string[][] => [...html.matchAll(what)].map((found) => found.slice(1));

/** Reads the page as a person does. */
export const saidFigures = (html: string): SaidFigures => Object.fromEntries(html.split('<section>').slice(1).map((part) => {
  const [heading] = all(part, /<h2>(.*?)<\/h2>/g)[0]!;
  const facts = Object.fromEntries(all(part, /<dt>(.*?)<\/dt><dd>([\s\S]*?)<\/dd>/g).map(([name, value]) => [text(name!), text(value!)]));
  const rows = all(part, /<tr role="row">(<td[\s\S]*?)<\/tr>/g).map(([row]) => Object.fromEntries(all(row!, /data-name="(.*?)">(.*?)<\/td>/g).map(([name, value]) => [text(name!), text(value!)])));
  return [text(heading!), { facts, rows, nothing: text(/<p class="lead">(.*?)<\/p>/.exec(part)?.[1] ?? '') }];
}));
