import { Reflector } from '@nestjs/core';

/**
 * What the access log keeps of a route: the action, as a refused request is filed under it too; or 'nothing',
 * for pages that show no data of anybody. Every route states it.
 */
export const Logs = Reflector.createDecorator<string>();
