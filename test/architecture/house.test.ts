import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#config/root';

const files = globSync(['src/**/*.ts', 'libs/**/*.ts', 'config/**/*.ts'], { cwd: projectRoot });
const read = (file: string) => readFileSync(join(projectRoot, file), 'utf8');

it('reads the environment in one place only', () => {
  expect(files.filter((file) => !file.endsWith('.spec.ts') && /process\.env\b/.test(read(file)))).toEqual(['config/settings.ts']);
});

it('has no file over 200 lines', () => {
  expect(files.filter((file) => !file.includes('/migrations/') && read(file).split('\n').length > 201)).toEqual([]);
});

it('has no colour outside the tokens of the style sheet', () => {
  const css = readFileSync(join(projectRoot, 'src/ui/assets/telecase.css'), 'utf8');
  const components = css.slice(css.indexOf('@layer base {'), css.indexOf('/* The full-screen viewer'));
  // White on the head of the page and black on paper are the two that have no token.
  expect([...components.matchAll(/#[0-9a-f]{3,6}\b/gi)].map(([colour]) => colour).filter((colour) => !['#0c3742', '#e2f0f2'].includes(colour))).toEqual([]);
});
