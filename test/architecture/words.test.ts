import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGE_CODES } from '#config/languages';
import { projectRoot } from '#config/root';

const src = join(projectRoot, 'src');
const PLURAL = /_(zero|one|two|few|many|other)$/;

const flatten = (value: object, prefix = ''): [string, string][] =>
  Object.entries(value).flatMap(([key, inner]) => (typeof inner === 'string' ? [[`${prefix}${key}`, inner] as [string, string]] : flatten(inner as object, `${prefix}${key}.`)));

const modules = globSync('*/locales/en.json', { cwd: src }).map((file) => file.split('/')[0]!);
const words = (module: string, language: string) => Object.fromEntries(flatten(JSON.parse(readFileSync(join(src, module, 'locales', `${language}.json`), 'utf8'))));

/** Every place where code or a template may name a key. */
const sources = globSync(['src/**/*.{ts,hbs}', 'libs/**/*.ts', 'config/**/*.ts'], { cwd: projectRoot, exclude: (file) => String(file).endsWith('.spec.ts') })
  .map((file) => ({ file, text: readFileSync(join(projectRoot, file), 'utf8') }));
const KEY = new RegExp(`['"\`]((?:${modules.join('|')}):[a-zA-Z0-9._-]*(?:\\$\\{[^'"\`]*)?)`, 'g');
const used = sources.flatMap(({ file, text }) => [...text.matchAll(KEY)].map(([, key]) => ({ file, key: key! })));
const exact = used.filter(({ key }) => !key.includes('${') && !key.endsWith('.') && !key.endsWith(':'));
/** Keys that are put together: everything that could come of one counts as used. */
const patterns = used.filter(({ key }) => key.includes('${') || key.endsWith('.')).map(({ key }) => key.split('${')[0]!);

describe.each(modules)('the words of %s', (module) => {
  const english = words(module, 'en');
  const names = new Set(Object.keys(english).map((key) => key.replace(PLURAL, '')));

  it.each(LANGUAGE_CODES)('are complete in %s', (language) => {
    const there = words(module, language);
    expect([...new Set(Object.keys(there).map((key) => key.replace(PLURAL, '')))].sort()).toEqual([...names].sort());
    expect(Object.entries(there).filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([]);
  });

  it.each(LANGUAGE_CODES)('have every plural that %s needs', (language) => {
    const there = words(module, language);
    const plurals = new Set(Object.keys(there).filter((key) => PLURAL.test(key)).map((key) => key.replace(PLURAL, '')));
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    expect([...plurals].flatMap((key) => needed.filter((category) => !(`${key}_${category}` in there)).map((category) => `${key}_${category}`))).toEqual([]);
  });

  it.each(LANGUAGE_CODES)('have the same gaps to fill in %s', (language) => {
    const gaps = (text: string) => [...new Set([...text.matchAll(/\{\{(\w+)/g)].map(([, name]) => name).filter((name) => name !== 'count'))].sort().join();
    const there = words(module, language);
    const differing = Object.entries(there).filter(([key, text]) => {
      const original = english[key] ?? english[key.replace(PLURAL, '_other')];
      return original !== undefined && gaps(original) !== gaps(text);
    });
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  it('are all used', () => {
    const isUsed = (name: string) => exact.some(({ key }) => key === `${module}:${name}`) || patterns.some((start) => start.length > module.length + 1 && `${module}:${name}`.startsWith(start));
    expect([...names].filter((name) => !isUsed(name))).toEqual([]);
  });
});

it('names no key that is missing', () => {
  const known = new Set(modules.flatMap((module) => Object.keys(words(module, 'en')).map((key) => `${module}:${key.replace(PLURAL, '')}`)));
  expect(exact.filter(({ key }) => !known.has(key)).map(({ file, key }) => `${file}: ${key}`)).toEqual([]);
});

it('says nothing in a template that is not a key', () => {
  const templates = globSync('*/{views,layouts,components}/**/*.hbs', { cwd: src });
  const spoken = templates.flatMap((file) => {
    const text = readFileSync(join(src, file), 'utf8').replace(/\{\{!--[\s\S]*?--\}\}/g, '').replace(/\{\{\{?[\s\S]*?\}?\}\}/g, ' ').replace(/<[^>]*>/g, ' ');
    const words = text.match(/\p{L}{3,}/gu)?.filter((word) => word !== 'Telecase') ?? [];
    return words.map((word) => `${file}: ${word}`);
  });
  expect(spoken).toEqual([]);
});
