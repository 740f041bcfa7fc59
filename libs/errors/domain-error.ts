/** A rule said no. Carries a translation key, never a sentence, and never anything about a patient. */
export abstract class DomainError extends Error {
  abstract readonly status: 403 | 404 | 409 | 413 | 422 | 429;

  constructor(
    readonly key: string,
    readonly details: Record<string, string | number> = {},
  ) {
    super(key);
    this.name = new.target.name;
  }
}

/** May see it, may not do this. */
export class NotAllowed extends DomainError {
  readonly status = 403;
  constructor(key = 'ui:errors.403.text', details: Record<string, string | number> = {}) {
    super(key, details);
  }
}

/** Does not exist, or must look as if it did not. */
export class NotFound extends DomainError {
  readonly status = 404;
  constructor(key = 'ui:errors.404.text', details: Record<string, string | number> = {}) {
    super(key, details);
  }
}

/** Came too late: something has changed meanwhile. */
export class Conflict extends DomainError {
  readonly status = 409;
}

/** Cannot be understood or used as it was sent. */
export class Unusable extends DomainError {
  readonly status = 422;
}

/** Too often, too fast: `details.minutes` says how long to wait. */
export class TooOften extends DomainError {
  readonly status = 429;

  get minutes(): number {
    return Number(this.details.minutes);
  }
}
