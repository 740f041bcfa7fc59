import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGE_CODES } from '#config/languages';
import { projectRoot } from '#config/root';
import { Dictionary } from '#libs/i18n/words';
import { ACTIONS_OF } from './questions.js';

const dictionary = new Dictionary(join(projectRoot, 'src'));
const ACTION = /'([a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*)'/g;

/** Every action that some line of the product puts on the log: what routes state, what entries say, and what is passed on as one. */
const written = globSync('{libs,src}/**/*.ts', { cwd: projectRoot, exclude: ['**/*.spec.ts'] }).flatMap((file) =>
  readFileSync(join(projectRoot, file), 'utf8').split('\n').filter((line) => /@Logs\(|action[:?]|\blog\(/.test(line)).flatMap((line) => [...line.matchAll(ACTION)].map(([, action]) => action!)));
const actions = [...new Set([...written, ...Object.values(ACTIONS_OF).flat()])].sort();

it('finds the actions of the product', () => {
  expect(actions).toEqual(expect.arrayContaining(['case.viewed', 'request.refused', 'account.sign-in-failed', 'audit.exported']));
});

it.each(LANGUAGE_CODES)('has words for every action: %s', (language) => {
  const words = dictionary.in(language);
  const unknown = actions.filter((action) => words(`audit:actions.${action}`) === `audit:actions.${action}` || words(`audit:actions.${action}`).startsWith('actions.'));
  expect(unknown).toEqual([]);
});

it('has no words, and asks no question, for what nobody writes', () => {
  const { actions: groups } = JSON.parse(readFileSync(join(projectRoot, 'src/audit/locales/en.json'), 'utf8')) as { actions: Record<string, Record<string, string>> };
  const worded = Object.entries(groups).flatMap(([subject, verbs]) => Object.keys(verbs).map((verb) => `${subject}.${verb}`));
  expect([...worded, ...Object.values(ACTIONS_OF).flat()].filter((action) => !written.includes(action))).toEqual([]);
});
