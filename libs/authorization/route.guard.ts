import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ModuleRef, Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { NotFound } from '#libs/errors/domain-error';
import type { Actor } from './actor.js';
import { Allow, type RouteRule } from './allow.decorator.js';
import { BeforeAllElse, OtherPageFirst } from './other-page-first.js';
import { SignInNeeded } from './sign-in-needed.js';

/** Closed by default: lets a request pass only where the rule of its route says so. */
@Injectable()
export class RouteGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly modules: ModuleRef,
  ) {}

  /** @throws SignInNeeded, OtherPageFirst, NotFound, or whatever the keeper of the route throws */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule: RouteRule | undefined = this.reflector.getAllAndOverride(Allow, [context.getHandler(), context.getClass()]);
    const request = context.switchToHttp().getRequest<Request & { actor?: Actor; pageFirst?: string }>();
    if (rule === 'everyone') return true;
    if (!request.actor) throw new SignInNeeded();
    if (request.pageFirst && !this.reflector.get(BeforeAllElse, context.getHandler())) throw new OtherPageFirst(request.pageFirst);
    if (rule === undefined) return false;
    if (rule === 'signed-in') return true;
    if ('roles' in rule) return this.mustHaveOneOf(rule.roles, request.actor);
    await this.modules.get(rule.keeper, { strict: false }).decide(request.actor, request, rule.rule as never);
    return true;
  }

  /** Pages of a role one does not have look like pages that do not exist. */
  private mustHaveOneOf(roles: readonly string[], actor: Actor): true {
    if (!actor.roles.some((role) => roles.includes(role))) throw new NotFound();
    return true;
  }
}
