import { LANGUAGE_CODES } from '#config/languages';
import { helpArticle, helpArticles } from './articles.js';

/** The questions that the help promises to answer. */
const PROMISED = [
  'post-a-case',
  'save-a-draft',
  'status-of-a-case',
  'find-a-case',
  'notify-my-medco',
  'download-a-case-as-pdf',
  'reopen-a-closed-case',
  'when-specialists-are-available',
  'pictures-to-take',
  'attachments',
];

describe.each(LANGUAGE_CODES)('the help in %s', (language) => {
  it.each(PROMISED)('has %s', (slug) => {
    expect(helpArticle(language, slug)?.title).toMatch(/\?$/);
  });

  it('relates each article to three others', () => {
    for (const { slug, related } of helpArticles(language)) {
      expect(new Set([slug, ...related.map((other) => other.slug)]).size, slug).toBe(4);
    }
  });

  it('never raises its voice', () => {
    for (const { slug, html } of helpArticles(language)) expect(html, slug).not.toContain('!');
  });
});

it('orders and relates the articles alike in every language', () => {
  const shape = (language: (typeof LANGUAGE_CODES)[number]) =>
    helpArticles(language).map(({ slug, related }) => [slug, related.map((other) => other.slug)]);

  for (const language of LANGUAGE_CODES) expect(shape(language)).toEqual(shape('en'));
});

it('knows no other article', () => {
  expect(helpArticle('en', '../../package')).toBeUndefined();
});
