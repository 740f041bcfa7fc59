import type { AttachedFile, Report } from './report.js';

/** The report with texts that a PDF can hold and names that can be attached. */
export function printable(report: Report): Report {
  return { ...clean(report), attached: attachable(report.attached) };
}

// All control characters but tab and line feed: no font has them.
const CONTROLS = /(?![\t\n])\p{Cc}/gu;

function clean<T>(value: T): T {
  const plain = (_key: string, it: unknown) => {
    if (typeof it !== 'string') return it;
    const text = it.replace(/\r\n?/g, '\n').replace(CONTROLS, '');
    return Buffer.from(text).toString(); // half a surrogate pair becomes U+FFFD, or it is no JSON to others
  };
  return JSON.parse(JSON.stringify(value, plain)) as T;
}

const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/i;

/** File names without folders, each once, and media types as RFC 6838 has them: anything else fails the PDF. */
function attachable(files: AttachedFile[]): AttachedFile[] {
  const taken = new Set<string>();
  return files.map(({ path, name, mediaType }) => {
    const unique = nameBeside(taken, clean(name).replace(/[\\/\n\t]/g, '_').replace(/^\.+$/, '') || '_');
    taken.add(unique);
    return { path, name: unique, mediaType: MEDIA_TYPE.test(mediaType) ? mediaType : 'application/octet-stream' };
  });
}

/** "scan.pdf", then "scan (2).pdf". */
function nameBeside(taken: Set<string>, name: string): string {
  const dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length;
  for (let n = 2, free = name; ; n++) {
    if (!taken.has(free)) return free;
    free = `${name.slice(0, dot)} (${n})${name.slice(dot)}`;
  }
}
