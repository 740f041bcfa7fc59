import type { Language } from '#config/languages';
import { bytes } from '#libs/i18n/times';
import type { Words } from '#libs/i18n/words';
import type { RefusedFile } from '#libs/uploads/index';

/** Why each file of a form was not kept, a sentence each. @param most bytes of one file */
export const refusedInWords = (refused: readonly RefusedFile[], most: number, language: Language, words: Words): string[] =>
  refused.map(({ name, reason, claimed, found }) => words(`cases:refused.${reason}`, { name, claimed, found, limit: bytes(most, language) }));
