type Value = string | Value[] | { [name: string]: Value };

/** The fields of a request in the Query protocol: `Parameters.member.1.ParameterKey=x` is a list of objects. */
export function queryInput(form: URLSearchParams): Record<string, Value> {
  const root: { [name: string]: Value } = {};
  for (const [path, value] of form) place(root, path.split('.'), value);
  return Object.fromEntries(Object.entries(root).map(([name, inner]) => [name, listed(inner)]));
}

function place(into: { [name: string]: Value }, [name = '', ...rest]: string[], value: string): void {
  if (rest.length === 0) {
    into[name] = value;
    return;
  }
  const inner = into[name];
  const next = typeof inner === 'object' && !Array.isArray(inner) ? inner : {};
  into[name] = next;
  place(next, rest, value);
}

/** Members by number become lists, however deep; an empty list comes as an empty text. */
function listed(value: Value): Value {
  if (typeof value === 'string' || Array.isArray(value)) return value;
  const inner = Object.entries(value).map(([name, one]): [string, Value] => [name, listed(one)]);
  const [only] = inner;
  if (
    inner.length === 1 &&
    only?.[0] === 'member' &&
    typeof only[1] === 'object' &&
    !Array.isArray(only[1])
  ) {
    return Object.entries(only[1])
      .sort(([a], [b]) => Number(a) - Number(b))
      .map(([, one]) => one);
  }
  return Object.fromEntries(inner);
}
