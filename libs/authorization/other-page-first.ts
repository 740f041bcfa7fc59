import { Reflector } from '@nestjs/core';

/** Something has to be done on another page first. Answered by leading there. */
export class OtherPageFirst extends Error {
  /** @param path of that page */
  constructor(readonly path: string) {
    super(`First ${path}`);
  }
}

/** Marks a route that can be used before everything else that a person has to do first. */
export const BeforeAllElse = Reflector.createDecorator<true>();
