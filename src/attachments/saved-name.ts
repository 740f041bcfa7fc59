import { extensionOf, safeFileName } from '#libs/files/safe-name';
import type { Words } from '#libs/i18n/words';
import type { Attachment } from './attachment.js';

/** What the bytes of a file are saved under: its name, made safe for every computer; a reduced copy says that it is one, and not what the original would be. */
export function savedName({ name, extension, original }: Pick<Attachment, 'name' | 'extension' | 'original'>, words: Words): string {
  if (original === 'there') return safeFileName(name);
  const claimed = extensionOf(name);
  const stem = claimed && name.toLowerCase().endsWith(`.${claimed}`) ? name.slice(0, -claimed.length - 1) : name;
  return safeFileName(`${words('attachments:original.reduced-name', { name: stem })}.${extension}`);
}
