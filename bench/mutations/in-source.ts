import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '#config/root';

/** Every fault of a file at once, each asleep until `globalThis.mutant` is its name. */
export interface Mutated {
  readonly code: string;
  readonly names: readonly string[];
}

/** Calls that answer yes or no. */
const ASKS = /(?:^|\.)(?:includes|some|test|hasRole|may|isLive|isId|isUploader|isForSpecialist|isSo)$/;
const OPERAND = String.raw`(?:[a-z_]+\.[a-z_]+|\$\{\w+\}|\$\d+|lower\([^)]*\))`;
/** A comparison in SQL, where a condition begins. */
const COMPARISON = new RegExp(String.raw`(?<=(?:^.|where |and |or |on |not |when |\()\(*)(?:${OPERAND}|[a-z_]+) (?:is (?:not )?null\b|(?:not )?in \([^)]*\)|(?:=|<>|<|>) (?:any\(array\((?:[^()]|\([^()]*\))*\)\)|any\((?:[^()]|\([^()]*\))*\)|all\((?:[^()]|\([^()]*\))*\)|${OPERAND}(?:::\w+)?|'[^']*'|now\(\)|[a-z_]+))`, 'g');

/** @param file below the project's folder @param within names of the functions or variables that are meant; all of the file without */
export function mutate(file: string, within?: readonly string[]): Mutated {
  const text = readFileSync(join(projectRoot, file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const names: string[] = [];
  // A statement that is worded once, when the file is read, is worded anew each time instead.
  const worded = source.statements.filter(ts.isVariableStatement).flatMap(({ modifiers, declarationList }) => (modifiers ? [] : [...declarationList.declarations])).filter(({ initializer }) => initializer && ts.isTemplateLiteral(initializer)).map(({ name }) => name.getText(source));

  /** The original, behind a switch for each other wording. */
  const behindSwitches = (at: number, original: string, others: Readonly<Record<string, string>>): string => {
    const { line } = source.getLineAndCharacterOfPosition(at);
    const cases = Object.entries(others).map(([what, wording]) => {
      const base = `${file}:${line + 1} ${what}`;
      const name = names.includes(base) ? `${base} (${names.filter((one) => one.startsWith(base)).length + 1})` : base;
      names.push(name);
      return `globalThis.mutant === ${JSON.stringify(name)} ? ${wording} : `;
    });
    return `(${cases.join('')}${original})`;
  };
  const short = (code: string) => code.replaceAll(/\s+/g, ' ').slice(0, 70);

  const rewrite = (node: ts.Node, isMeant: boolean): string => {
    const isIn = isMeant || isNamed(node, within!);
    const raw = node.getText(source);
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isDecorator(node)) return raw;
    if (isIn && (ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node))) return sql(node, raw);
    if (ts.isIdentifier(node) && worded.includes(raw)) return ts.isVariableDeclaration(node.parent) ? raw : `${raw}()`;
    const code = children(node, isIn);
    return isIn ? behindSwitches(node.getStart(source), code, wordings(node, source, short)) .replace(/^\(([^]*)\)$/, (all, inner) => (inner === code ? code : all)) : code;
  };
  const children = (node: ts.Node, isIn: boolean): string => {
    let [code, at] = ['', node.getStart(source)];
    ts.forEachChild(node, (child) => {
      const start = child.getStart(source);
      const isWorded = ts.isVariableDeclaration(node) && child === node.initializer && worded.includes(node.name.getText(source));
      code += text.slice(at, start) + (isWorded ? '() => ' : '') + rewrite(child, isIn);
      at = child.getEnd();
    });
    return code + text.slice(at, node.getEnd());
  };
  const sql = (node: ts.Node, raw: string): string => {
    const start = node.getStart(source);
    const code = raw.replaceAll(COMPARISON, (comparison, ...groups) => {
      const at = groups.find((one) => typeof one === 'number') as number;
      return `\${${behindSwitches(start + at, `\`${comparison}\``, { [`${short(comparison)} or true`]: `\`(${comparison} or true)\``, [`${short(comparison)} and false`]: `\`(${comparison} and false)\`` })}}`;
    });
    return worded.reduce((all, name) => all.replaceAll(`\${${name}}`, `\${${name}()}`), code);
  };
  const code = text.slice(0, source.getStart(source)) + children(source, within === undefined) + text.slice(source.getEnd());
  return { code, names };
}

const isNamed = (node: ts.Node, names: readonly string[] | undefined): boolean =>
  names !== undefined && (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isVariableDeclaration(node) || ts.isGetAccessor(node)) && names.includes(node.name!.getText());

/** What else an expression could say, by what was done to it. */
function wordings(node: ts.Node, source: ts.SourceFile, short: (code: string) => string): Record<string, string> {
  const said = (of: ts.Node) => of.getText(source);
  const { parent } = node;
  const isCondition = (ts.isIfStatement(parent) && parent.expression === node) || (ts.isConditionalExpression(parent) && parent.condition === node);
  const isAsked = ts.isCallExpression(node) && ASKS.test(said(node.expression));
  const fixed = isCondition || isAsked ? { [`${short(said(node))} is always so`]: 'true', [`${short(said(node))} is never so`]: 'false' } : {};
  return ts.isBinaryExpression(node) ? { ...fixed, ...otherwise(said(node.left), node.operatorToken.kind, said(node.right), short) } : fixed;
}

function otherwise(left: string, operator: ts.SyntaxKind, right: string, short: (code: string) => string): Record<string, string> {
  switch (operator) {
    case ts.SyntaxKind.AmpersandAmpersandToken: return { [`only ${short(left)}, without && ${short(right)}`]: left, [`only ${short(right)}, without ${short(left)} &&`]: right };
    case ts.SyntaxKind.BarBarToken: return { [`only ${short(left)}, without || ${short(right)}`]: left, [`only ${short(right)}, without ${short(left)} ||`]: right };
    case ts.SyntaxKind.EqualsEqualsEqualsToken: return { [`${short(left)} !== ${short(right)}`]: `${left} !== ${right}` };
    case ts.SyntaxKind.ExclamationEqualsEqualsToken: return { [`${short(left)} === ${short(right)}`]: `${left} === ${right}` };
    default: return {};
  }
}
