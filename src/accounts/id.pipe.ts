import { ParseUUIDPipe } from '@nestjs/common';
import { NotFound } from '#libs/errors/domain-error';

/** An id in an address; anything else is an address that does not exist. */
export const Id = new ParseUUIDPipe({ exceptionFactory: () => new NotFound() });
