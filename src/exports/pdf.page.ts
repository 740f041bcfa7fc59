import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/authorization/actor';
import { bytes, clockOf, moment } from '#libs/i18n/times';
import { Dictionary, type Words } from '#libs/i18n/words';
import { casePaths, type CaseFacts } from '../cases/index.js';
import { exportPaths } from './exports.paths.js';
import { KEPT_HOURS, MOST_AT_ONCE, type KeptPdf } from './kept-pdfs.js';
import type { PdfSoFar } from './pdf-requests.js';

/** Seconds after which the page that says how far it is looks again. */
const LOOKS_AGAIN = 5;
const HOUR = 3_600_000;

/** The model of the page of the PDF of a large case. It says nothing of the case but its reference. */
@Injectable()
export class PdfPage {
  constructor(private readonly dictionary: Dictionary) {}

  of(actor: Actor, { reference }: CaseFacts, soFar: PdfSoFar) {
    const words = this.dictionary.in(actor.language);
    const { kept } = soFar;
    const state = !kept ? 'none' : kept.isBeingMade ? 'making' : kept.madeAt ? 'made' : 'failed';
    const heading = words(`exports:page.heading.${state}`);
    const isOutOfDate = kept !== undefined && soFar.isOutOfDate;
    return {
      hasErrors: false,
      heading,
      title: words('exports:page.title', { reference, heading }),
      reference,
      caseHref: casePaths.show(reference),
      isLarge: state === 'none' || state === 'making',
      looksAgain: state === 'making' ? LOOKS_AGAIN : null,
      progress: kept && state === 'making' ? progressOf(kept, words) : null,
      made: kept?.madeAt ? madeOf(actor, reference, kept, kept.madeAt, words) : null,
      problem: problemOf(state, soFar, isOutOfDate, words),
      ask: state === 'making' || (state === 'made' && !isOutOfDate) ? null : { action: exportPaths.pdf(reference), text: words(`exports:page.ask.${state}`), isQuiet: state === 'made' },
    };
  }
}

function progressOf({ filesDone: done, files: count }: KeptPdf, words: Words) {
  const isLast = done >= count;
  return { done, count, text: words(isLast ? 'exports:page.pages' : 'exports:page.files', { done, count }) };
}

function madeOf(actor: Actor, reference: string, kept: KeptPdf, madeAt: Date, words: Words) {
  const clock = clockOf(actor, words);
  const until = new Date(madeAt.getTime() + KEPT_HOURS * HOUR);
  return {
    href: exportPaths.madePdf(reference),
    size: bytes(kept.bytes!, actor.language),
    sentence: words('exports:page.made', { when: moment(madeAt, clock), until: moment(until, clock) }),
  };
}

function problemOf(state: string, soFar: PdfSoFar, isOutOfDate: boolean, words: Words): { text: string; isWrong: boolean } | null {
  if (state === 'failed') return { text: words('exports:page.failed'), isWrong: true };
  if (!soFar.kept && soFar.tooMany) return { text: words('exports:page.too-many', { count: MOST_AT_ONCE }), isWrong: false };
  return isOutOfDate ? { text: words('exports:page.out-of-date'), isWrong: false } : null;
}
