import { open } from 'node:fs/promises';
import { uploadTypeOf } from '#config/upload-types';
import { contentKind } from './content-kind.js';
import type { Identified } from './identified.js';
import { extensionOf } from './safe-name.js';

/**
 * Within a family the name decides, since the bytes do not: a comma makes no CSV, and MP4, QuickTime, 3GP and M4A are
 * one container (ISO/IEC 14496-12) that phones brand one way and name another. So an .mp4 of the brand `qt` is an mp4.
 */
const FAMILIES: readonly (readonly string[])[] = [
  ['txt', 'csv'],
  ['mp4', 'mov', '3gp', 'm4a'],
];

/**
 * What the file at `path` is, by its content; `name` is what it was sent as. A name without an extension claims
 * nothing. Reads a few hundred kB of a file of any size.
 * @throws when the file cannot be read
 */
export async function identifyFile(path: string, name: string): Promise<Identified> {
  const claimed = extensionOf(name);
  const claimedType = uploadTypeOf(claimed);

  await using file = await open(path);
  const { size } = await file.stat();
  if (size === 0) return { ok: false, reason: 'empty', claimed, found: '' };

  const found = await contentKind(file, size);
  if (claimed && !claimedType) return { ok: false, reason: 'not-accepted', claimed, found };

  const foundType = uploadTypeOf(found);
  if (claimedType && !agree(claimedType.extensions[0], found)) return { ok: false, reason: 'lies', claimed, found };

  const type = claimedType ?? foundType;
  if (!type) return { ok: false, reason: 'not-accepted', claimed, found };
  return { ok: true, extension: type.extensions[0], mediaType: type.mediaTypes[0], group: type.group };
}

function agree(claimed: string, found: string): boolean {
  return claimed === found || FAMILIES.some((family) => family.includes(claimed) && family.includes(found));
}
