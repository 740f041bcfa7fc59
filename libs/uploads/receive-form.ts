import { BadRequestException, PayloadTooLargeException } from '@nestjs/common';
import multer from 'multer';
import type { CsrfTokens } from '#libs/forms/csrf';
import { tidy } from '#libs/forms/form';
import { StaleForm } from '#libs/forms/stale-form';
import type { AppRequest } from '#libs/sessions/request';
import { DiskStore } from '#libs/storage/disk-store';
import { FileIntake } from './file-intake.js';
import { ReceivedForm } from './received-form.js';

export interface ReceiveOptions {
  /** The folder of the store that the files go to. */
  readonly directory: string;
  /** Checks `_csrf`, which must come before any file: not a byte of a file is kept without it. */
  readonly tokens: CsrfTokens;
  /** Of one file. */
  readonly maxBytes: number;
  readonly maxFiles?: number;
}

const MAX_FILES = 50;
/** 100,000 letters of any script, some 30 pages: far more than any field of ours takes, so that it can say so itself. */
const TEXTS = { fieldSize: 400_000, fields: 1000, parts: 2000, fieldNameSize: 200, fieldNestingDepth: 0 };

/**
 * Reads a form that may bring files, of any size, onto the disk. A form that came without files is read all the same.
 * @throws StaleForm; BadRequestException when the form is damaged or breaks off (nothing is kept of it then);
 *   PayloadTooLargeException for more text than a form may bring; whatever the disk says
 */
export async function receiveForm(request: AppRequest, { directory, tokens, maxBytes, maxFiles = MAX_FILES }: ReceiveOptions): Promise<ReceivedForm> {
  const store = new DiskStore(directory);
  const intake = new FileIntake(store, { maxBytes, maxFiles });
  // Once it is not, it stays so: a file has been left out already.
  let isOurs = true;
  const check = () => (isOurs &&= tokens.matches(request.body?._csrf, request.sessionID));
  const read = multer({ storage: intake, limits: TEXTS, defParamCharset: 'utf8', fileFilter: (_request, _file, done) => done(null, check()) }).any();

  try {
    await new Promise<void>((resolve, reject) => read(request, request.res!, (error: unknown) => (error ? reject(error as Error) : resolve())));
    if (!check()) throw new StaleForm();
  } catch (error) {
    await intake.discard();
    throw understood(error);
  }
  request.body = tidy(request.body);
  return new ReceivedForm(request.body, intake.files, intake.refused, store);
}

/** Multer's own refusals, and those of the parser below it, as what they mean to the person. */
function understood(error: unknown): unknown {
  if (error instanceof StaleForm || isOfTheSystem(error)) return error;
  const isTooMuch = error instanceof multer.MulterError && error.code.startsWith('LIMIT_');
  return isTooMuch ? new PayloadTooLargeException() : new BadRequestException();
}

/** A full disk, a folder without rights: not the form's fault. */
const isOfTheSystem = (error: unknown): boolean => typeof (error as NodeJS.ErrnoException | null)?.errno === 'number';
