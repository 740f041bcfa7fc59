import { DISGUISES, MADE_VISIBLE } from './given-name.js';

/** A file system's limit is 255 bytes; the rest is room for what a zip tool or a browser adds. */
const MOST_BYTES = 180;

/** Separators of paths, and what Windows allows in no name. */
const FORBIDDEN = /[/\\<>:"|?*]/g;
/** Devices of Windows, whatever the extension. https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\s*(?:\.|$))/i;
/** An extension, and not the end of an ID such as `1.2.840.113619.2`, which is how DICOM files are often named. */
const EXTENSION = /\.(?!\d+$)([\p{L}\p{N}]{1,10})$/u;

/** `name` as every computer can save it: NFC, without paths, hidden or forbidden characters, at most 180 bytes with its extension. */
export function safeFileName(name: string): string {
  return assemble(...split(name));
}

/** The extension of the safe name, in lower case and without its dot; '' when it has none. */
export function extensionOf(name: string): string {
  return split(safeFileName(name))[1].slice(1).toLowerCase();
}

/** Safe names in the same order, each only once, also where case makes no difference: `a.jpg`, `A (2).jpg`. */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  const counts = new Map<string, number>();

  return names.map((name) => {
    const [stem, extension] = split(name);
    const plain = folded(assemble(stem, extension));
    let count = counts.get(plain) ?? 1;
    let candidate: string;
    do {
      candidate = assemble(stem, extension, count === 1 ? '' : ` (${count})`);
      count += 1;
    } while (taken.has(folded(candidate)));

    counts.set(plain, count);
    taken.add(folded(candidate));
    return candidate;
  });
}

function split(name: string): [stem: string, extension: string] {
  const clean = name
    .replace(/\s/gu, ' ')
    .replace(DISGUISES, '')
    .replaceAll(MADE_VISIBLE, '') // where `givenName` has made one visible
    .replace(/ +/g, ' ')
    .replace(FORBIDDEN, '-')
    .normalize('NFC')
    .replace(/[. ]+$/, '');
  const extension = EXTENSION.exec(clean)?.[0] ?? '';
  return [clean.slice(0, clean.length - extension.length).replace(/^[. ]+/, ''), extension];
}

function assemble(stem: string, extension: string, suffix = ''): string {
  const named = stem.replace(/[. ]+$/, '') || '_';
  const allowed = RESERVED.test(named + suffix + extension) ? `_${named}` : named;
  const room = MOST_BYTES - Buffer.byteLength(suffix + extension);
  return cut(allowed, room).replace(/[. ]+$/, '') + suffix + extension;
}

/** As many whole characters as fit into `bytes`. */
function cut(text: string, bytes: number): string {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(bytes));
  return text.slice(0, read);
}

/** Names with the same fold are one name on Windows or macOS. */
function folded(name: string): string {
  return name.toUpperCase().toLowerCase();
}
