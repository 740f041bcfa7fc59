import { existsSync, globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type ArticleFile, readArticle } from './article-file.js';

/** A help article, ready for a page. */
export interface Article {
  slug: string;
  title: string;
  summary: string;
  /** Safe to print as it is: Markdown without HTML of its own; headings start at h2. */
  html: string;
  related: { slug: string; title: string }[];
}

/**
 * Reads `<folder>/<language>/<slug>.md` of each language, in the order that the articles ask for.
 * An Error names the first file that is not usable: unreadable, not translated, pointing to nothing, or of the same order as another.
 */
export function loadArticles<L extends string>(folder: string, languages: readonly L[]): ReadonlyMap<L, Article[]> {
  const slugs = [...new Set(globSync('*/*.md', { cwd: folder }).map((file) => basename(file, '.md')))];
  return new Map(languages.map((language) => [language, loadLanguage(join(folder, language), slugs)]));
}

function loadLanguage(folder: string, slugs: string[]): Article[] {
  const files = slugs.map((slug) => readTranslation(join(folder, `${slug}.md`))).sort((a, b) => a.order - b.order);
  const titles = new Map(files.map(({ slug, title }) => [slug, title]));

  files.forEach((article, i) => {
    const unknown = [...article.related, ...article.links].find((slug) => !titles.has(slug));
    if (unknown) throw new Error(`${article.file}: there is no article ${unknown}`);
    if (article.order === files[i - 1]?.order) throw new Error(`${article.file}: has order ${article.order}, as ${files[i - 1].file}`);
  });

  return files.map(({ slug, title, summary, html, related }) => ({
    slug,
    title,
    summary,
    html,
    related: related.map((other) => ({ slug: other, title: titles.get(other)! })),
  }));
}

function readTranslation(file: string): ArticleFile {
  if (!existsSync(file)) throw new Error(`${file}: is missing, another language has it`);
  return readArticle(file);
}
