import type { Response } from 'express';
import multer from 'multer';
import { isId } from '#libs/forms/id';
import type { AppRequest } from '#libs/sessions/request';

/** What was typed into a form that could not be taken yet, to be carried along and sent again. */
export interface KeptForm {
  readonly action: string;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  /** Files can't be carried along; the page says so. */
  readonly hadFiles: boolean;
}

const textOnly = multer({ limits: { fieldSize: 400_000, fields: 1000, fileSize: 1, files: 100 }, fileFilter: (_request, _file, done) => done(null, false) }).any();
/** Ours, and passwords, which are never on a page. */
const LEFT_OUT = new Set(['_csrf', '_kept', 'password', 'again', 'current']);

/** Reads the texts of a form, a multipart one included, and leaves its files aside. */
export async function keptForm(request: AppRequest, response: Response): Promise<KeptForm> {
  const isMultipart = Boolean(request.is('multipart/form-data'));
  // A body is there, even an empty one, as soon as somebody has begun to read it.
  if (isMultipart && request.body === undefined) await new Promise<void>((resolve) => textOnly(request, response, () => resolve()));
  const fields = Object.entries((request.body ?? {}) as Record<string, unknown>)
    .filter(([name]) => !LEFT_OUT.has(name))
    .flatMap(([name, value]) => [value].flat().map((one) => ({ name, value: String(one) })));
  return { action: request.originalUrl, fields, hadFiles: isMultipart };
}

/** What a person has written, without what they chose: words, not ids, numbers and names of choices. */
export function typedTexts(kept: KeptForm | null): string[] {
  const texts = kept?.fields.filter(({ name, value }) => !name.startsWith('_') && /[^a-z0-9-]/.test(value.trim()) && !isId(value)) ?? [];
  return texts.map(({ value }) => value);
}
