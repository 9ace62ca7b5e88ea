/**
 * How steps and filters are written in a link: `view,click_generate|tap?,submit@vpr=Sent;platform:eq:ios`.
 * A step is its event types, then optional marks: `?` (may be left out), `@feature`, `=name`, `;filter` …
 * Numbers begin with `#` and booleans with `!`, so that `5` and `"5"` stay different questions.
 */
export interface LinkFilter {
  property: string;
  op: string;
  value?: LinkValue | LinkValue[];
}
type LinkValue = string | number | boolean;

export interface LinkStep {
  step: string[];
  name?: string;
  feature?: string;
  filters: LinkFilter[];
  optional: boolean;
}

/**
 * Everything outside letters, digits and `_-.*` is escaped, so no separator can hide in a name. With a tilde, which
 * the address bar leaves alone, so that nothing is escaped twice.
 */
export function atom(text: string): string {
  const sound = text.replace(/\p{Surrogate}/gu, '\uFFFD');
  const escaped = encodeURIComponent(sound).replace(/[!~'()]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return escaped.replaceAll('%', '~');
}

export function readAtom(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('~', '%'));
  } catch {
    return text;
  }
}

export function writeSteps(steps: LinkStep[]): string {
  return steps.map(writeStep).join(',');
}

export function readSteps(text: string): LinkStep[] {
  return text.split(',').map(readStep);
}

export function writeStep(step: LinkStep): string {
  return [
    step.step.map(atom).join('|'),
    step.optional ? '?' : '',
    step.feature === undefined ? '' : `@${atom(step.feature)}`,
    step.name === undefined ? '' : `=${atom(step.name)}`,
    ...step.filters.map((filter) => `;${writeFilter(filter)}`),
  ].join('');
}

export function readStep(text: string): LinkStep {
  const [head = '', ...filters] = text.split(';');
  const [, types = '', optional, feature, name] = /^([^?@=]*)(\?)?(?:@([^=]*))?(?:=(.*))?$/.exec(head) ?? [];
  return {
    step: types.split('|').map(readAtom),
    optional: optional !== undefined,
    ...(feature === undefined ? {} : { feature: readAtom(feature) }),
    ...(name === undefined ? {} : { name: readAtom(name) }),
    filters: filters.map(readFilter),
  };
}

export function writeFilters(filters: LinkFilter[]): string {
  return filters.map(writeFilter).join(';');
}

export function readFilters(text: string): LinkFilter[] {
  return text === '' ? [] : text.split(';').map(readFilter);
}

function writeFilter({ property, op, value }: LinkFilter): string {
  const head = `${atom(property)}:${atom(op)}`;
  const values = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return values.length === 0 ? head : `${head}:${values.map(writeValue).join('|')}`;
}

function readFilter(text: string): LinkFilter {
  const [property = '', op = '', values] = text.split(':');
  const filter = { property: readAtom(property), op: readAtom(op) };
  const read = values?.split('|').map(readValue) ?? [];
  if (filter.op === 'in') return { ...filter, value: read };
  const [first] = read;
  return first === undefined ? filter : { ...filter, value: first };
}

function writeValue(value: LinkValue): string {
  if (typeof value === 'number') return `#${value}`;
  if (typeof value === 'boolean') return `!${value}`;
  return atom(value);
}

function readValue(text: string): LinkValue {
  if (text === '!true') return true;
  if (text === '!false') return false;
  if (/^#-?\d/.test(text) && Number.isFinite(Number(text.slice(1)))) return Number(text.slice(1));
  return readAtom(text);
}
