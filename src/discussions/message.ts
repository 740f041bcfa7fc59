import type { Role } from '#libs/authorization/actor';

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

/** How many files of a message may still arrive. @param there of them that have @param isClosed the case, which takes no more */
export const filesToCome = ({ filesChosen }: CaseMessage, there: number, isClosed: boolean): number => (isClosed ? 0 : Math.max(0, filesChosen - there));
