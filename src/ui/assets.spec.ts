import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '#config/root';
import { bare } from './assets.js';

const folder = join(projectRoot, 'src/ui/assets');

/** What a script consists of, spaces and comments left out; texts are whole, as they are written. A semicolon says nothing before the end of a block. */
function parts(script: string): string[] {
  const source = ts.createSourceFile('script.js', script, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const found: string[] = [];
  const walk = (node: ts.Node): void => {
    const children = node.getChildren(source).filter(({ kind }) => kind !== ts.SyntaxKind.JSDoc);
    if (children.length === 0) found.push(node.getText(source));
    for (const child of children) walk(child);
  };
  walk(source);
  return found.filter((part, at) => part !== ';' || found[at + 1] !== '}');
}

it.each(globSync('{page/,}*.js', { cwd: folder }))('%s says on the wire what it says here', (name) => {
  const written = readFileSync(join(folder, name), 'utf8');
  expect(parts(bare(written))).toEqual(parts(written));
  expect(bare(written).length).toBeLessThan(written.length);
});
