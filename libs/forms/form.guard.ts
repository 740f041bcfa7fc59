import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { AppRequest } from '#libs/sessions/request';
import { CsrfTokens } from './csrf.js';
import { StaleForm } from './stale-form.js';

/** Marks a route whose multipart body is read, and its token checked, by the route itself. */
export const ReadsFiles = Reflector.createDecorator<true>();

const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Lets a signed-in person's form pass only with the token of their session; what is no form brings it in a header. */
@Injectable()
export class FormGuard implements CanActivate {
  constructor(
    private readonly tokens: CsrfTokens,
    private readonly reflector: Reflector,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<AppRequest>();
    if (!UNSAFE.has(request.method) || !request.actor) return true;
    if (request.is('multipart/form-data') && this.reflector.get(ReadsFiles, context.getHandler())) return true;
    if (!this.tokens.matches(request.body?._csrf ?? request.get('x-csrf-token'), request.sessionID)) throw new StaleForm();
    return true;
  }
}
