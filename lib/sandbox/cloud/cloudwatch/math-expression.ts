/** Values by time (epoch milliseconds); what has no value is missing. */
export type Series = ReadonlyMap<number, number>;

type Value = number | Series;

type Node =
  | { kind: 'number'; value: number }
  | { kind: 'name'; name: string }
  | { kind: 'call'; name: string; arguments: Node[] }
  | { kind: 'operation'; operator: string; left: Node; right: Node };

/** From weakest to strongest. */
const OPERATORS = [['>', '<', '>=', '<=', '==', '!='], ['+', '-'], ['*', '/'], ['^']];

/**
 * Metric math as far as it is used here: numbers, ids, + - * / ^, comparisons, parentheses, IF and FILL.
 *
 * @throws SyntaxError when it is no such expression
 */
export function parseExpression(text: string): Node {
  const tokens = text.match(/\d+(?:\.\d+)?|[A-Za-z_]\w*|[<>=!]=|[-+*/^()<>,]|\S/g) ?? [];
  const node = parseLevel(tokens, 0);
  if (tokens.length > 0) throw new SyntaxError(`${tokens[0]} was not expected.`);
  return node;
}

/** Every id that an expression needs. */
export function namesOf(node: Node): string[] {
  if (node.kind === 'name') return [node.name];
  if (node.kind === 'call') return node.arguments.flatMap(namesOf);
  return node.kind === 'operation' ? [...namesOf(node.left), ...namesOf(node.right)] : [];
}

function parseLevel(tokens: string[], level: number): Node {
  const operators = OPERATORS[level];
  if (!operators) return parseAtom(tokens);
  let left = parseLevel(tokens, level + 1);
  while (operators.includes(tokens[0] ?? '')) {
    const operator = tokens.shift() ?? '';
    left = { kind: 'operation', operator, left, right: parseLevel(tokens, level + 1) };
  }
  return left;
}

function parseAtom(tokens: string[]): Node {
  const token = tokens.shift();
  if (token === undefined) throw new SyntaxError('It ends too early.');
  if (/^\d/.test(token)) return { kind: 'number', value: Number(token) };
  if (token === '-') {
    const left: Node = { kind: 'number', value: 0 };
    return { kind: 'operation', operator: '-', left, right: parseLevel(tokens, OPERATORS.length - 1) };
  }
  if (token === '(') return closed(tokens, parseLevel(tokens, 0));
  if (!/^[A-Za-z_]/.test(token)) throw new SyntaxError(`${token} was not expected.`);
  if (!isNext(tokens, '(')) return { kind: 'name', name: token };
  const given = [parseLevel(tokens, 0)];
  while (isNext(tokens, ',')) given.push(parseLevel(tokens, 0));
  const arity = { IF: 3, FILL: 2 }[token];
  if (arity !== given.length) throw new SyntaxError(`${token} is not known with ${given.length} arguments.`);
  return closed(tokens, { kind: 'call', name: token, arguments: given });
}

/** Whether this is the next token; then it is taken. */
function isNext(tokens: string[], token: string): boolean {
  if (tokens[0] !== token) return false;
  tokens.shift();
  return true;
}

function closed(tokens: string[], node: Node): Node {
  if (!isNext(tokens, ')')) throw new SyntaxError('A ) is missing.');
  return node;
}

/**
 * The value of an expression at each of the times that its series have. A series without a value at a time counts
 * as 0 there; a division by zero has no value.
 */
export function evaluateExpression(
  node: Node,
  series: (name: string) => Series,
  times: readonly number[],
): Value {
  const evaluate = (one: Node): Value => evaluateExpression(one, series, times);
  if (node.kind === 'number') return node.value;
  if (node.kind === 'name') return series(node.name);
  if (node.kind === 'operation') {
    return combine([evaluate(node.left), evaluate(node.right)], ([a = 0, b = 0]) =>
      operate(node.operator, a, b),
    );
  }
  const given = node.arguments.map(evaluate);
  if (node.name === 'IF') return combine(given, ([condition, a, b]) => (condition ? a : b));
  const [values = 0, filling = 0] = given;
  if (typeof values === 'number') return values;
  return new Map(times.map((time) => [time, values.get(time) ?? at(filling, time)]));
}

function combine(values: Value[], calculate: (at: number[]) => number | undefined): Value {
  const times = new Set(values.flatMap((value) => (typeof value === 'number' ? [] : [...value.keys()])));
  if (values.every((value) => typeof value === 'number'))
    return calculate(values) ?? new Map<number, number>();
  const result = new Map<number, number>();
  for (const time of [...times].sort((a, b) => a - b)) {
    const value = calculate(values.map((one) => at(one, time)));
    if (value !== undefined && Number.isFinite(value)) result.set(time, value);
  }
  return result;
}

function at(value: Value, time: number): number {
  return typeof value === 'number' ? value : (value.get(time) ?? 0);
}

function operate(operator: string, a: number, b: number): number | undefined {
  if (operator === '+') return a + b;
  if (operator === '-') return a - b;
  if (operator === '*') return a * b;
  if (operator === '/') return b === 0 ? undefined : a / b;
  if (operator === '^') return a ** b;
  const isTrue = { '>': a > b, '<': a < b, '>=': a >= b, '<=': a <= b, '==': a === b, '!=': a !== b }[
    operator
  ];
  return isTrue ? 1 : 0;
}
