import type { Words } from '#libs/i18n/words';
import type { RefusedFile } from '#libs/uploads/index';

const PROGRAMS = new Set(['exe', 'elf', 'macho', 'script', 'ole', 'class', 'wasm', 'deb', 'rpm', 'msi']);
const ARCHIVES = new Set(['zip', 'gz', '7z', 'rar', 'tar', 'bz2', 'xz', 'zst']);
const PAGES = new Set(['html', 'svg', 'xml']);

/** What is said of a file that was not added: that, why, and what to do. */
export function refusal({ name, reason, claimed, found }: RefusedFile, limits: { readonly megabytes: number; readonly atOnce: number; readonly most: number }, words: Words) {
  return {
    heading: words('attachments:refused.heading', { name }),
    text: words(`attachments:refused.${reason}`, { ...limits, claimed, found: kindOf(found, words) }),
  };
}

/** "a program", "a PNG file". */
export function kindOf(found: string, words: Words): string {
  if (found === '') return words('attachments:kind.unknown');
  if (PROGRAMS.has(found)) return words('attachments:kind.program');
  if (ARCHIVES.has(found)) return words('attachments:kind.archive');
  if (PAGES.has(found)) return words('attachments:kind.page');
  if (/^(doc|xls|ppt)m$|^xlsb$/.test(found)) return words('attachments:kind.macros');
  return words('attachments:kind.file', { type: found.toUpperCase() });
}
