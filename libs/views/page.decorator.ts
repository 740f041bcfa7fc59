import { Reflector } from '@nestjs/core';

/** Draws what a handler answers with this template: `@Page('cases/show')`. */
export const Page = Reflector.createDecorator<string>();
