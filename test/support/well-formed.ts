const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr']);
const TAG = /<(?<end>\/?)(?<name>[a-z][a-z0-9]*)(?<attributes>(?:\s+[a-zA-Z:-]+(?:="[^"<]*")?)*)\s*(?<self>\/?)>/g;

/** What is wrong with the HTML of a page: tags that don't match, stray ones, ids given twice, links and labels to nothing. */
export function htmlProblems(html: string): string[] {
  const problems: string[] = [];
  const open: string[] = [];
  for (const { groups } of html.matchAll(TAG)) {
    const { end, name, attributes, self } = groups as Record<string, string>;
    // An option ends where the next one begins, or its list.
    if (open.at(-1) === 'option' && (end ? name === 'select' : name === 'option')) open.pop();
    if (end) {
      const last = open.pop();
      if (last !== name) problems.push(`</${name}> closes <${last}>`);
    } else if (!VOID.has(name!) && !self) open.push(name!);
    const names = [...attributes!.matchAll(/([a-zA-Z:-]+)(?:="[^"]*")?/g)].map(([, one]) => one!);
    if (new Set(names).size < names.length) problems.push(`<${name}> has an attribute twice: ${names}`);
  }
  if (open.length > 0) problems.push(`never closed: ${open}`);
  const rest = html.replace(/^<!doctype html>/, '').replaceAll(/<!--[\s\S]*?-->/g, '').replaceAll(TAG, '');
  if (/[<>]/.test(rest)) problems.push(`stray: ${/.{0,40}[<>].{0,40}/.exec(rest)?.[0]}`);
  return [...problems, ...referenceProblems(html)];
}

function referenceProblems(html: string): string[] {
  const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id!);
  const wanted = [...html.matchAll(/\s(?:for|aria-describedby|aria-labelledby|aria-controls)="([^"]*)"/g)].flatMap(([, list]) => list!.split(/\s+/));
  const linked = [...html.matchAll(/\shref="#([^"]*)"/g)].map(([, id]) => id!);
  return [
    ...ids.filter((id, at) => ids.indexOf(id) < at).map((id) => `id given twice: ${id}`),
    ...[...wanted, ...linked].filter((id) => !ids.includes(id)).map((id) => `nothing has the id ${id}`),
  ];
}
