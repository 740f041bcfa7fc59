import MarkdownIt from 'markdown-it';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'yaml';

/** One Markdown file as its writer left it: its own words, and the names of the articles it points to. */
export interface ArticleFile {
  file: string;
  slug: string;
  title: string;
  summary: string;
  related: string[];
  order: number;
  html: string;
  /** Slugs that the body links to. */
  links: string[];
}

type FrontMatter = Pick<ArticleFile, 'title' | 'summary' | 'related' | 'order'>;

const PARTS = /^---\n(?<front>.*?)\n---\n(?<body>.*)$/s;
const HELP_LINK = /^\/help\/(?<slug>[a-z0-9-]+)$/;
const markdown = new MarkdownIt({ html: false });

/** Reads one article. An Error names the file and what is wrong with it. */
export function readArticle(file: string): ArticleFile {
  const parts = PARTS.exec(readFileSync(file, 'utf8'))?.groups;
  if (!parts) throw new Error(`${file}: starts without front matter between two lines of ---`);

  const tokens = markdown.parse(parts.body, {});
  // The page prints the title as its h1.
  if (tokens.some(({ type, tag }) => type === 'heading_open' && tag === 'h1')) throw new Error(`${file}: headings start at ##`);

  return {
    file,
    slug: basename(file, '.md'),
    ...readFrontMatter(file, parts.front),
    html: markdown.renderer.render(tokens, markdown.options, {}),
    links: tokens
      .flatMap(({ children }) => children ?? [])
      .filter(({ type }) => type === 'link_open')
      .map((link) => slugOf(file, String(link.attrGet('href')))),
  };
}

function readFrontMatter(file: string, yaml: string): FrontMatter {
  const { title, summary, related, order } = (parse(yaml) ?? {}) as Record<string, unknown>;
  if (!isText(title)) throw new Error(`${file}: title is missing`);
  if (!isText(summary)) throw new Error(`${file}: summary is missing`);
  if (!Array.isArray(related) || !related.every(isText)) throw new Error(`${file}: related is a list of articles`);
  if (!Number.isInteger(order)) throw new Error(`${file}: order is a whole number`);
  return { title, summary, related, order: order as number };
}

function slugOf(file: string, href: string): string {
  const slug = HELP_LINK.exec(href)?.groups?.slug;
  if (!slug) throw new Error(`${file}: ${href} is not a link to /help/ and an article`);
  return slug;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
