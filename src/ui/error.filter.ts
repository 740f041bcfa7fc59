import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { OtherPageFirst } from '#libs/authorization/other-page-first';
import { SignInNeeded } from '#libs/authorization/sign-in-needed';
import { DomainError, TooOften } from '#libs/errors/domain-error';
import { CsrfTokens } from '#libs/forms/csrf';
import { DoneAlready } from '#libs/forms/done-already';
import { FromElsewhere } from '#libs/forms/same-origin';
import { StaleForm } from '#libs/forms/stale-form';
import { Dictionary } from '#libs/i18n/words';
import type { AppRequest } from '#libs/sessions/request';
import { Redraw } from '#libs/views/redraw';
import { describeError } from './describe-error.js';
import { keptForm, typedTexts } from './kept-form.js';
import { Pages } from './pages.js';
import { Refusals } from './refusals.js';
import { WhatChanged } from './what-changed.js';

/** RFC 9110, 10.2.3. */
const sayWhenToRetry = (minutes: number | undefined, response: Response) => void (minutes && response.setHeader('Retry-After', minutes * 60));

/** A script of ours that asks by itself, and says what it is told in its own place. */
const wantsJson = (request: AppRequest): boolean => request.get('accept') === 'application/json';

/** Every failure ends as a page a person can read and act on (or as its sentence, for a script of ours); ours carries a reference that ties it to the log. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger(ErrorFilter.name);

  constructor(
    private readonly pages: Pages,
    private readonly refusals: Refusals,
    private readonly whatChanged: WhatChanged,
    private readonly tokens: CsrfTokens,
    private readonly dictionary: Dictionary,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<AppRequest>();
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) return void response.destroy();
    try {
      await this.answer(error, request, response);
    } catch (failure) {
      // Without the person there is nothing on the page that has to be looked up.
      request.actor = undefined;
      await this.fail(failure, request, response);
    }
  }

  private async answer(error: unknown, request: AppRequest, response: Response): Promise<void> {
    if (error instanceof Redraw || error instanceof TooOften) sayWhenToRetry(error.minutes, response);
    if (error instanceof Redraw) return this.draw(error.status, error.view, error.page, request, response);
    if (error instanceof SignInNeeded) return this.askToSignIn(request, response);
    if (error instanceof OtherPageFirst) return response.redirect(303, error.path);
    if (error instanceof DoneAlready) return response.redirect(303, error.location);
    if (error instanceof StaleForm && wantsJson(request)) return void response.status(409).json({ csrf: this.tokens.for(request.sessionID) });
    if (error instanceof StaleForm) return this.draw(409, 'ui/send-again', { kept: await keptForm(request, response) }, request, response);

    if (error instanceof DomainError || error instanceof HttpException) await this.refusals.record(request, describeError(error, '').status);
    await this.fail(error, request, response);
  }

  /** Says what happened. A form comes back with what was typed: to be copied, or, when it is our fault, to be sent again. */
  private async fail(error: unknown, request: AppRequest, response: Response): Promise<void> {
    const page = describeError(error, request.reference);
    if (page.status >= 500) this.logger.error(error, { reference: request.reference, method: request.method, route: request.route?.path });
    if (wantsJson(request)) return void response.status(page.status).json({ text: this.dictionary.in(request.language)(page.text, page.details), reference: page.reference });
    const kept = request.method === 'POST' && !(error instanceof FromElsewhere) ? await keptForm(request, response) : null;
    const changed = page.status === 409 ? await this.whatChanged.about(request) : null;
    const mayHelp = page.status >= 500 && kept !== null;
    await this.draw(page.status, 'ui/error', { ...page, changed, again: mayHelp ? kept : null, typed: mayHelp ? [] : typedTexts(kept) }, request, response);
  }

  /** A link leads to sign-in and back; a form comes back with everything that was typed, to be sent after sign-in. */
  private async askToSignIn(request: AppRequest, response: Response): Promise<void> {
    if (wantsJson(request)) return void response.status(401).json({});
    if (request.method === 'GET' || request.method === 'HEAD') {
      return response.redirect(303, `/sign-in?next=${encodeURIComponent(request.originalUrl)}`);
    }
    const kept = await keptForm(request, response);
    await this.draw(401, 'accounts/sign-in', { hasErrors: false, email: '', error: null, kept, next: '/', isExpired: true }, request, response);
  }

  private async draw(status: number, view: string, page: object, request: AppRequest, response: Response): Promise<void> {
    const html = await this.pages.draw(view, page, request, response);
    response.status(status).send(html);
  }
}
