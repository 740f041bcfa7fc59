import { ValidateBy, type ValidationOptions } from 'class-validator';
import { isCalendarDay } from '#libs/i18n/calendar-day';

/** A day as YYYY-MM-DD, and nothing else that ISO 8601 allows: PostgreSQL takes no weeks (`2026-W45-1`). */
export const IsCalendarDay = (options: ValidationOptions): PropertyDecorator =>
  ValidateBy({ name: 'isCalendarDay', validator: { validate: (value) => typeof value === 'string' && isCalendarDay(value) } }, options);
