/** In the order in which they must be looked for: each also calls itself by later ones. */
const BROWSERS: readonly [name: string, mark: RegExp][] = [
  ['Edge', /\bEdg(e|A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b(Chrome|CriOS|HeadlessChrome)\//],
  ['Safari', /\bSafari\//],
];

/** A browser's name from what it calls itself; of anything else its first word. */
export const browserName = (agent: string): string => BROWSERS.find(([, mark]) => mark.test(agent))?.[0] ?? /^[^\s/]{0,40}/.exec(agent)![0];
