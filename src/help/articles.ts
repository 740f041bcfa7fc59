import { LANGUAGE_CODES, type Language } from '#config/languages';
import { projectRoot } from '#config/root';
import { join } from 'node:path';
import { type Article, loadArticles } from './load-articles.js';

export type { Article } from './load-articles.js';

// Read once, at start: an article that is not usable stops the start instead of a reader.
const articles = loadArticles(join(projectRoot, 'src/help/articles'), LANGUAGE_CODES);

/** Every help article in this language, in reading order. */
export const helpArticles = (language: Language): Article[] => articles.get(language)!;

/** One help article; undefined when there is none of that name. */
export const helpArticle = (language: Language, slug: string): Article | undefined =>
  helpArticles(language).find((article) => article.slug === slug);
