import type { PipeTransform } from '@nestjs/common';
import { NotFound } from '#libs/errors/domain-error';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether it looks like the id of something of ours, so that PostgreSQL can be asked about it: a UUID as we write it. */
export const isId = (value: unknown): value is string => typeof value === 'string' && ID.test(value);

/** An id in an address: `@Param('id', Id)`. Anything else is an address that does not exist. */
export const Id: PipeTransform<unknown, string> = {
  transform(value) {
    if (!isId(value)) throw new NotFound();
    return value;
  },
};
