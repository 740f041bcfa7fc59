import { Reflector } from '@nestjs/core';
import type { Type } from '@nestjs/common';
import type { Request } from 'express';
import type { Actor, Role } from './actor.js';

/** Decides about one request from what it is about (a case, say); answers no by throwing a DomainError. */
export interface RouteKeeper {
  decide(actor: Actor, request: Request, rule: never): Promise<void>;
}

/** Who may use a route: anyone, anyone signed in, some roles, or whoever a keeper lets pass. */
export type RouteRule =
  | 'everyone'
  | 'signed-in'
  | { readonly roles: readonly Role[] }
  | { readonly keeper: Type<RouteKeeper>; readonly rule: unknown };

/** States the rule of a route. A route without one stops the start. */
export const Allow = Reflector.createDecorator<RouteRule>();
