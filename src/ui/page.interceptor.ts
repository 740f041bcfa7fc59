import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Response } from 'express';
import { from, mergeMap, type Observable } from 'rxjs';
import type { AppRequest } from '#libs/sessions/request';
import { Page } from '#libs/views/page.decorator';
import { Pages } from './pages.js';

/** Draws what a handler answers with the template that its route names. */
@Injectable()
export class PageInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly pages: Pages,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const view: string | undefined = this.reflector.get(Page, context.getHandler());
    if (!view) return next.handle();
    const http = context.switchToHttp();
    const draw = (page: object) => this.pages.draw(view, page, http.getRequest<AppRequest>(), http.getResponse<Response>());
    return next.handle().pipe(mergeMap((page: object) => from(draw(page))));
  }
}
