import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/authorization/actor';
import { blankForm, type FormState } from '#libs/forms/form';
import { Dictionary, type Words } from '#libs/i18n/words';
import type { AccessRow } from './access-log.query.js';
import type { Asked } from './audit.asked.js';
import { auditRow } from './audit.row.js';
import { searchFields } from './audit.fields.js';
import { AuditNames } from './audit.names.js';
import { auditPaths } from './audit.paths.js';
import type { AuditSearch } from './audit.search.js';
import { QUESTIONS } from './questions.js';
import { verificationNotice } from './verification.notice.js';
import { Verifications } from './verifications.js';

/** Rows of a page. */
export const PAGE = 50;

/** The models of the auditor's page. */
@Injectable()
export class AuditPages {
  constructor(
    private readonly dictionary: Dictionary,
    private readonly names: AuditNames,
    private readonly verifications: Verifications,
  ) {}

  /** @param rows one more than a page when there are more in the direction of reading */
  async log(actor: Actor, asked: Asked, rows: readonly AccessRow[]) {
    const words = this.dictionary.in(actor.language);
    const { search } = asked;
    const isBackwards = search.after !== undefined;
    const hasMore = rows.length > PAGE;
    const shown = isBackwards ? rows.slice(-PAGE) : rows.slice(0, PAGE);
    const names = await this.names.of(shown);
    const hasNewer = isBackwards ? hasMore : search.before !== undefined;
    const hasOlder = isBackwards || hasMore;
    return {
      ...(await this.frame(words, actor, search, blankForm({ ...search }), asked)),
      hasErrors: false,
      rows: shown.map((row) => auditRow(row, names, actor.language, words)),
      newer: hasNewer && shown.length ? auditPaths.log({ ...search, before: undefined, after: Number(shown[0]!.id) }) : null,
      older: hasOlder && shown.length ? auditPaths.log({ ...search, after: undefined, before: Number(shown.at(-1)!.id) }) : null,
      csv: auditPaths.csv(search),
    };
  }

  /** The same page when the question can't be asked: what was typed, and what is wrong with it. */
  async wrong(actor: Actor, form: FormState) {
    const words = this.dictionary.in(actor.language);
    return { ...(await this.frame(words, actor, {}, form)), hasErrors: true, rows: [], newer: null, older: null, csv: auditPaths.csv() };
  }

  private async frame(words: Words, actor: Actor, search: AuditSearch, form: FormState, asked?: Asked) {
    return {
      verification: verificationNotice(await this.verifications.newest(), actor.language, words),
      questions: QUESTIONS.map((question) => ({
        text: words(`audit:questions.${question}`),
        isCurrent: search.question === question,
        href: auditPaths.log({ ...search, question: search.question === question ? undefined : question, before: undefined, after: undefined }),
      })),
      question: search.question ?? null,
      fields: searchFields(form, words, asked),
    };
  }
}
