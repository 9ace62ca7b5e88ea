import ts from 'typescript';

/** What the import rule needs to know of one file. */
export interface Source {
  /** From the project's root, with slashes. */
  file: string;
  /** Module names as written, of imports, re-exports, import types and dynamic imports. */
  imports: string[];
  /** Uses of the clock, randomness, the environment and the network, as written. */
  impurities: string[];
}

const CALLS =
  /^(Date\.now|Math\.random|performance\.now|crypto\.random\w+|randomUUID|fetch|set(Timeout|Interval|Immediate))$/;
const READS = /^(process\.env|import\.meta\.env)$/;

/** Reads a TypeScript text without resolving anything. */
export function parseSource(file: string, text: string): Source {
  const source: Source = { file, imports: [], impurities: [] };
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    const imported = importedBy(node);
    if (imported !== undefined) source.imports.push(imported);
    const impurity = impurityOf(node);
    if (impurity !== undefined) source.impurities.push(impurity);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return source;
}

function importedBy(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return textOf(node.moduleSpecifier);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return textOf(node.argument.literal);
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return textOf(node.arguments[0]);
  }
  return undefined;
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node && ts.isStringLiteralLike(node) ? node.text : undefined;
}

function impurityOf(node: ts.Node): string | undefined {
  if (ts.isNewExpression(node)) {
    const isNow = node.expression.getText() === 'Date' && (node.arguments ?? []).length === 0;
    return isNow ? 'new Date()' : undefined;
  }
  if (ts.isCallExpression(node)) {
    const name = node.expression.getText();
    return CALLS.test(name) ? `${name}()` : undefined;
  }
  if (ts.isPropertyAccessExpression(node)) {
    const name = node.getText();
    return READS.test(name) ? name : undefined;
  }
  return undefined;
}
