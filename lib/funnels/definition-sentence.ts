import { rangeInWords } from '#lib/funnels/period';
import type { LinkFilter, LinkStep } from '#lib/funnels/url-grammar';
import type { Draft } from '#lib/funnels/url-state';

const OPERATORS: Record<string, string> = {
  eq: 'is',
  neq: 'is not',
  in: 'is one of',
  gt: 'is more than',
  gte: 'is at least',
  lt: 'is less than',
  lte: 'is at most',
  contains: 'contains',
};

const UNIT_WORDS: [number, string][] = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
];

/** A conversion window in words: "7 days", "1 hour", "90 minutes". */
export function windowInWords(seconds: number): string {
  const [size, unit] = UNIT_WORDS.find(([size]) => seconds % size === 0) ?? [1, 'second'];
  const count = seconds / size;
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** What a step is called where there is little room: its own name, else its event types. */
export function stepLabel({ name, step }: { name?: string | undefined; step: string[] }): string {
  return name ?? step.map((type) => (type === '*' ? 'any event' : type || 'an event')).join(' or ');
}

export function filterInWords({ property: name, op, value }: LinkFilter): string {
  const property = name || '…';
  if (op === 'exists') return `${property} is ${value === false ? 'missing' : 'there'}`;
  return `${property} ${OPERATORS[op] ?? op} ${[value ?? '…'].flat().join(', ')}`;
}

/** The definition as one sentence: the page's subtitle, the label of its picture, the line in the list. */
export function definitionSentence(
  draft: Draft,
  options: { withRange: boolean } = { withRange: true },
): string {
  const who = draft.unit === 'user' ? 'Users who did' : 'Sessions with';
  const joined =
    draft.order === 'any' ? ' and ' : draft.order === 'strict' ? ', directly followed by ' : ', then ';
  const clauses = [
    `${who} ${draft.steps.map(stepInWords).join(joined)}`,
    draft.order === 'any' ? ' in any order' : '',
    ` within ${windowInWords(draft.windowSeconds)}`,
    draft.feature === null ? '' : ` of ${draft.feature}`,
    draft.filters.length === 0 ? '' : ` where ${draft.filters.map(filterInWords).join(' and ')}`,
    draft.holdConstant === null ? '' : ` with the same ${draft.holdConstant}`,
    ...draft.exclusions.map(
      ({ step, between: [from, to] }) => `, without ${stepInWords(step)} between steps ${from} and ${to}`,
    ),
    options.withRange ? `, from ${rangeInWords(draft.range)}${zoneInWords(draft.timeZone)}` : '',
    draft.cutAtEnd ? ', cut at the end' : '',
    draft.breakdown === null ? '' : `, by ${draft.breakdown}`,
  ];
  return clauses.join('');
}

/** Days of UTC need no word. */
function zoneInWords(timeZone: string): string {
  return timeZone === 'UTC' ? '' : ` (days of ${timeZone.replaceAll('_', ' ')})`;
}

function stepInWords(step: LinkStep): string {
  const types = step.step.map((type) => (type === '*' ? 'any event' : type || '…')).join(' or ');
  const where = step.filters.map(filterInWords).join(' and ');
  const feature = step.feature === undefined ? '' : ` of ${step.feature}`;
  const words = `${types}${feature}${where === '' ? '' : ` (${where})`}`;
  return step.optional ? `perhaps ${words}` : words;
}
