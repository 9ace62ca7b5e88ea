/** A key of the objects in a file, or a key of an object in them (`properties.plan`). */
export interface JsonColumn {
  name: string;
  path: string[];
}

type JsonObject = Record<string, unknown>;

/** The first objects of a text with one JSON value a line; lines that hold anything else are passed over. */
export function sampleJsonLines(text: string, isWhole: boolean, most: number): JsonObject[] {
  const lines = text.split('\n');
  // The last line of a beginning may be cut.
  if (!isWhole && lines.length > 1) lines.pop();
  const objects: JsonObject[] = [];
  for (const line of lines) {
    const value = parsed(line);
    if (isObject(value)) objects.push(value);
    if (objects.length >= most) break;
  }
  return objects;
}

/** All keys of the objects in the order in which they come, and the objects as rows of texts. */
export function keysOf(objects: JsonObject[]): { keys: JsonColumn[]; rows: (string | null)[][] } {
  const found = new Map<string, JsonColumn>();
  for (const object of objects) {
    for (const column of Object.keys(object).flatMap((key) => columnsOf(key, object[key]))) {
      if (!found.has(column.name)) found.set(column.name, column);
    }
  }
  const keys = [...found.values()];
  return { keys, rows: objects.map((object) => keys.map(({ path }) => textAt(object, path))) };
}

function columnsOf(key: string, value: unknown): JsonColumn[] {
  if (!isObject(value)) return [{ name: key, path: [key] }];
  return Object.keys(value).map((inner) => ({ name: `${key}.${inner}`, path: [key, inner] }));
}

function textAt(object: JsonObject, path: string[]): string | null {
  const value = path.reduce<unknown>((at, key) => (isObject(at) ? at[key] : undefined), object);
  if (value === undefined || value === null || value === '') return null;
  if (isObject(value) && path.length === 1) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
