import { applyDecorators } from '@nestjs/common';
import { IsIn, IsNotEmpty, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { WRITING_LANGUAGES } from '#config/languages';

/** Characters of one text: some ten pages. */
const LONGEST = 20_000;

const Text = () => applyDecorators(MaxLength(LONGEST, { message: 'discussions:errors.too-long' }), IsString({ message: 'ui:errors.unusable' }));
const Needed = (message: string) => applyDecorators(Text(), IsNotEmpty({ message, context: { first: true } }));

/** What every message brings besides its words. */
class MessageForm {
  @IsIn(WRITING_LANGUAGES.map(({ code }) => code), { message: 'ui:errors.unusable' })
  language: string = '';

  @IsOptional() @IsUUID('all', { message: 'ui:errors.unusable' })
  corrects?: string;
}

/** A comment, a reply, or the project's further question. */
export class LetterForm extends MessageForm {
  @Needed('discussions:write.missing')
  body: string = '';
}

/** A specialist's question. */
export class QuestionForm extends MessageForm {
  @Needed('discussions:ask.missing')
  question: string = '';
}

/** A specialist's answer; the quality of its pictures comes beside it, one field a picture. */
export class AnswerForm extends MessageForm {
  @Needed('discussions:answer.impression.missing')
  impression: string = '';

  @Needed('discussions:answer.advice.missing')
  advice: string = '';

  @Text()
  watch: string = '';

  @Text()
  report: string = '';
}
