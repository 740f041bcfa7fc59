import { Transform } from 'class-transformer';
import { IsOptional, MaxLength } from 'class-validator';
import type { AccessOutcome } from '#libs/access-log/entry';
import { IsCalendarDay } from '#libs/forms/is-calendar-day.decorator';
import { QUESTIONS, type Question } from './questions.js';

const given = () => Transform(({ value }) => (typeof value === 'string' && value !== '' ? value : undefined));
const oneOf = (known: readonly string[]) => Transform(({ value }) => (known.includes(value as string) ? (value as string) : undefined));
const rowNumber = () => Transform(({ value }) => (/^\d{1,15}$/.test(String(value)) ? Number(value) : undefined));

/** What the auditor asks, as it stands in the address. */
export class AuditSearch {
  @oneOf(QUESTIONS) @IsOptional()
  question?: Question;

  @given() @IsOptional() @MaxLength(100, { message: 'audit:errors.too-long' })
  case?: string;

  @given() @IsOptional() @MaxLength(254, { message: 'audit:errors.too-long' })
  who?: string;

  /** A day in UTC, as is `to`; both count. */
  @given() @IsOptional() @IsCalendarDay({ message: 'audit:errors.day' })
  from?: string;

  @given() @IsOptional() @IsCalendarDay({ message: 'audit:errors.day' })
  to?: string;

  @oneOf(['done', 'refused']) @IsOptional()
  outcome?: AccessOutcome;

  /** Rows older than this number … */
  @rowNumber() @IsOptional()
  before?: number;

  /** … or newer. */
  @rowNumber() @IsOptional()
  after?: number;
}
