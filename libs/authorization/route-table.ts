import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { Logs } from '#libs/access-log/logs.decorator';
import { Allow, type RouteRule } from './allow.decorator.js';

/** One route as it is served: what a test fires at, and what must carry a rule. */
export interface Route {
  readonly method: string;
  readonly path: string;
  readonly handler: string;
  readonly rule: RouteRule | undefined;
  readonly logs: string | undefined;
  /** What its decorators are on. */
  readonly decorated: readonly [handler: object, controller: Type];
}

const paths = (value: string | string[] | undefined): string[] => (value === undefined ? [''] : [value].flat());
const join = (...parts: string[]) => `/${parts.flatMap((part) => part.split('/')).filter(Boolean).join('/')}`;

/** Every route of every controller. */
export function routeTable(discovery: DiscoveryService, reflector: Reflector): Route[] {
  const scanner = new MetadataScanner();
  return discovery.getControllers().flatMap(({ metatype }) => {
    const controller = metatype as Type;
    return scanner.getAllMethodNames(controller.prototype).flatMap((name) => {
      const handler = controller.prototype[name];
      const method: RequestMethod | undefined = Reflect.getMetadata(METHOD_METADATA, handler);
      if (method === undefined) return [];
      return paths(Reflect.getMetadata(PATH_METADATA, controller)).flatMap((base) =>
        paths(Reflect.getMetadata(PATH_METADATA, handler)).map((path) => ({
          method: RequestMethod[method],
          path: join(base, path),
          handler: `${controller.name}.${name}`,
          rule: reflector.getAllAndOverride(Allow, [handler, controller]) as RouteRule | undefined,
          logs: reflector.get(Logs, handler) as string | undefined,
          decorated: [handler, controller] as const,
        })),
      );
    });
  });
}

/** @throws Error that names each route without a rule, or without an entry for the access log */
export function assertEveryRouteHasARule(routes: readonly Route[]): void {
  const open = routes.filter(({ rule, logs }) => rule === undefined || logs === undefined);
  if (open.length === 0) return;
  throw new Error(`These routes state no rule, or nothing for the access log:\n${open.map((r) => `  ${r.method} ${r.path} (${r.handler})`).join('\n')}`);
}
