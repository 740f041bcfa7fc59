/** Of several names that a browser gives itself, the first of this list is its own. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/\b(OPR|Opera)\//, 'Opera'],
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(HeadlessChrome|Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPad|iPod/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

/** Which browser on which system; empty where it does not say. */
export interface Agent {
  readonly browser: string;
  readonly system: string;
}

/** What a browser is, without its version: that changes every month. @param header what it sends as User-Agent */
export function agentOf(header: string): Agent {
  const named = (list: typeof BROWSERS) => list.find(([sign]) => sign.test(header))?.[1] ?? '';
  return { browser: named(BROWSERS), system: named(SYSTEMS) };
}
