import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { DOMAINS } from '#lib/testing/place-of';

const LIB = path.resolve(import.meta.dirname, '..');

/** The labels under which the services ask a warehouse, read from their sources. */
export function questionLabels(): string[] {
  const labels = DOMAINS.flat().flatMap(sourcesOf).flatMap(labelsOf);
  return [...new Set(labels)].sort();
}

function sourcesOf(domain: string): string[] {
  const folder = path.join(LIB, domain);
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => readFileSync(path.join(folder, file), 'utf8'));
  } catch {
    // A domain that has not been built yet.
    return [];
  }
}

/** `label: 'a.b'`, and the label that a function named `ask` is given. */
function labelsOf(text: string): string[] {
  const labels: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'label') keep(node.initializer);
    if (ts.isCallExpression(node) && /^ask/.test(node.expression.getText())) node.arguments.forEach(keep);
    ts.forEachChild(node, visit);
  };
  const keep = (node: ts.Node) => {
    if (ts.isStringLiteralLike(node) && /^[a-z]+(\.[a-z-]+)+$/.test(node.text)) labels.push(node.text);
  };
  visit(ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true));
  return labels;
}
