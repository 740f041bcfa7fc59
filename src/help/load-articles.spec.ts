import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadArticles } from './load-articles.js';

let folder: string;

beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'articles-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, { title = 'How?', related = '', order = '10', body = 'Press **Save**.\n' } = {}) {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `---\ntitle: ${title}\nsummary: In short.\nrelated: [${related}]\norder: ${order}\n---\n${body}`);
}

const load = () => loadArticles(folder, ['en', 'fr']);

describe('help articles', () => {
  it('come in their order, with the titles of what is related', () => {
    for (const language of ['en', 'fr']) {
      write(`${language}/close.md`, { title: `Close ${language}`, related: 'post', order: '20' });
      write(`${language}/post.md`, { title: `Post ${language}`, body: '## Now\n\n1. See [closing](/help/close).\n' });
    }

    expect(load().get('fr')).toEqual([
      expect.objectContaining({ slug: 'post', html: '<h2>Now</h2>\n<ol>\n<li>See <a href="/help/close">closing</a>.</li>\n</ol>\n' }),
      expect.objectContaining({ slug: 'close', summary: 'In short.', related: [{ slug: 'post', title: 'Post fr' }] }),
    ]);
  });

  it('print HTML as text', () => {
    write('en/post.md', { body: '<script>alert(1)</script>' });
    write('fr/post.md');

    expect(load().get('en')![0].html).toBe('<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n');
  });

  it.each([
    ['a title', { title: '""' }, 'en/post.md: title is missing'],
    ['a whole order', { order: 'first' }, 'en/post.md: order is a whole number'],
    ['known related articles', { related: 'nowhere' }, 'en/post.md: there is no article nowhere'],
    ['links to known articles', { body: '[x](/help/nowhere)' }, 'en/post.md: there is no article nowhere'],
    ['links inside the help only', { body: '[x](https://example.org)' }, 'en/post.md: https://example.org is not a link'],
    ['no heading above h2', { body: '# Post\n' }, 'en/post.md: headings start at ##'],
  ])('need %s', (_, flaw, message) => {
    write('en/post.md', flaw);
    write('fr/post.md');

    expect(load).toThrow(message);
  });

  it('need front matter', () => {
    write('fr/post.md');
    mkdirSync(join(folder, 'en'));
    writeFileSync(join(folder, 'en/post.md'), 'Press **Save**.\n');

    expect(load).toThrow('en/post.md: starts without front matter');
  });

  it.each(['en', 'fr'])('need a translation when only %s has one', (language) => {
    write(`${language}/post.md`);

    expect(load).toThrow(`${language === 'en' ? 'fr' : 'en'}/post.md: is missing`);
  });

  it('need an order of their own', () => {
    for (const path of ['en/close.md', 'en/post.md', 'fr/close.md', 'fr/post.md']) write(path);

    expect(load).toThrow(/en\/(close|post)\.md: has order 10, as .*en\/(close|post)\.md/);
  });
});
