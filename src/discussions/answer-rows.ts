import type { Words } from '#libs/i18n/words';
import type { AnswerParts } from './message.js';

const TEXTS = ['impression', 'advice', 'watch', 'report'] as const;

/** An answer as labels and values; what was left empty has no row. */
export function answerRows(answer: AnswerParts, words: Words): { label: string; value: string }[] {
  const texts = TEXTS.map((name) => ({ label: words(`discussions:answer.${name}.short`), value: answer[name] }));
  const pictures = answer.pictures.map(({ name, quality }) => words('discussions:answer.quality.of', { name, quality: words(`discussions:answer.quality.${quality}`) }));
  return [...texts, { label: words('discussions:answer.quality.label'), value: pictures.join('\n') }].filter(({ value }) => value !== '');
}
