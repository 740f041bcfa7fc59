import { uploadTypeOf } from '#config/upload-types';
import type { Attachment } from './attachment.js';

/** What a browser is told that a file is: a type that is accepted. Whatever else a row may say is bytes to be saved. */
export function servedType({ extension, mediaType }: Pick<Attachment, 'extension' | 'mediaType'>): string {
  return uploadTypeOf(extension)?.mediaTypes.includes(mediaType) ? mediaType : 'application/octet-stream';
}
