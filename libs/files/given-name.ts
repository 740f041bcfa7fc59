/**
 * What makes a name look like another one: control characters, halves of characters, and marks that turn or hide part of it.
 * `holiday\u202Egpj.exe` would be read as `holidayexe.jpg`. Letters and joiners of every script stay.
 */
export const DISGUISES = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
/** In place of each, so that one sees that there was something. */
export const MADE_VISIBLE = '\ufffd';
/** As long as a name is on any file system. */
const LONGEST = 255;

/**
 * A file's name as it was given, for people to read. What could disguise it is made visible here, when it comes, and not
 * where it is shown: so no page, mail, PDF or log can forget to. To be saved under, it needs `safeFileName`.
 */
export function givenName(name: string): string {
  const shown = name.trim().replace(DISGUISES, MADE_VISIBLE);
  if (shown.length <= LONGEST) return shown || '_';
  const extension = /\.[^.]{1,10}$/u.exec(shown)?.[0] ?? '';
  return shown.slice(0, LONGEST - extension.length).toWellFormed().replace(/\ufffd$/, '') + extension;
}
