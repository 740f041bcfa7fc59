import { Transform } from 'class-transformer';
import { IsNotEmpty, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { givenName } from '#libs/files/given-name';
import { extensionOf } from '#libs/files/safe-name';
import { IsCalendarDay } from '#libs/forms/is-calendar-day.decorator';
import { uploadTypeOf } from '#config/upload-types';

const emptyAsNull = () => Transform(({ value }) => value || null);

/** What can be said of a file after it has come. */
export class AttachmentForm {
  @IsString()
  @MaxLength(255, { message: 'attachments:edit-page.name.too-long' })
  @IsNotEmpty({ message: 'attachments:edit-page.name.missing' })
  name: string;

  @IsString()
  @MaxLength(1000, { message: 'attachments:edit-page.description.too-long' })
  description: string = '';

  @emptyAsNull()
  @IsOptional()
  @Matches(/^[a-z0-9-]{1,60}$/, { message: 'ui:errors.unusable' })
  view: string | null = null;

  @emptyAsNull()
  @IsOptional()
  @IsCalendarDay({ message: 'attachments:edit-page.taken-on.wrong' })
  takenOn: string | null = null;
}

/** A new name for a file, with an extension that does not lie. @param extension what it is known by */
export function renamed(name: string, extension: string): string {
  const kept = uploadTypeOf(extensionOf(name))?.extensions[0] === extension;
  return givenName(kept ? name : `${name}.${extension}`);
}
