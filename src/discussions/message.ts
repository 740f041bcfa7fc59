import type { Role } from '#libs/authorization/actor';
import { DAYS_OF_AN_UPLOAD } from '../cases/index.js';

export type MessageKind = 'comment' | 'question' | 'reply' | 'answer' | 'outcome';

export const QUALITIES = ['good', 'usable', 'repeat'] as const;
export type PictureQuality = (typeof QUALITIES)[number];

/** What a specialist's answer consists of. Pictures are judged under the name that they had then. */
export interface AnswerParts {
  readonly impression: string;
  readonly advice: string;
  readonly watch: string;
  readonly report: string;
  readonly pictures: readonly { readonly id: string; readonly name: string; readonly quality: PictureQuality }[];
}

/** One message of a discussion. An answer says everything in its parts and has no body. */
export interface CaseMessage {
  readonly id: string;
  readonly authorId: string;
  readonly author: string;
  readonly authorRole: Role;
  readonly kind: MessageKind;
  readonly body: string;
  readonly answer: AnswerParts | null;
  /** ISO 639-1 code of the language it is written in. */
  readonly language: string;
  /** The message that this one puts right. */
  readonly correctsId: string | null;
  readonly createdAt: Date;
  /** How many files its author chose for it; those that are not there yet may still be on their way. */
  readonly filesChosen: number;
}

/** How many files of a message may still arrive: none when the case is closed, which takes no more, and none that would have been given up. @param there of them that have */
export function filesToCome({ filesChosen, createdAt }: Pick<CaseMessage, 'filesChosen' | 'createdAt'>, there: number, { isClosed, now }: { readonly isClosed: boolean; readonly now: Date }): number {
  const isOver = isClosed || now.getTime() - createdAt.getTime() > DAYS_OF_AN_UPLOAD * DAY;
  return isOver ? 0 : Math.max(0, filesChosen - there);
}
const DAY = 86_400_000;
